import { Injectable } from '@nestjs/common';
import type { FastifyInstance } from 'fastify';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';

/** Requests in flight get this long to be answered once nothing new is accepted. */
const LAST_ANSWERS_MS = 10_000;

/**
 * Leaving in order. First the readiness says no while requests are still served, so that whoever distributes them turns
 * elsewhere; each answer asks its client to close the connection. Then nothing new is accepted, and what is in flight ends.
 */
@Injectable()
export class Drain {
  private leaving = false;

  get isLeaving(): boolean {
    return this.leaving;
  }

  watch(fastify: FastifyInstance): void {
    fastify.addHook('onSend', async (_request, reply) => {
      if (this.leaving) void reply.header('connection', 'close');
    });
  }

  /** `closeStreams` ends what would never end by itself: the live feeds. */
  async leave({ server }: FastifyInstance, drainSeconds: number, closeStreams: () => void): Promise<void> {
    this.leaving = true;
    await sleep(drainSeconds * 1_000);
    if (!server.listening) return;
    // Idle connections end with it; the others when they have been answered.
    const answered = once(server, 'close');
    server.close();
    closeStreams();
    await Promise.race([answered, sleep(LAST_ANSWERS_MS, undefined, { ref: false })]);
  }
}
