import { Injectable } from '@nestjs/common';
import type { FastifyInstance } from 'fastify';
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
  private inFlight = 0;

  get isLeaving(): boolean {
    return this.leaving;
  }

  watch(fastify: FastifyInstance): void {
    fastify.addHook('onRequest', async () => void this.inFlight++);
    // Not `onResponse`: the close of a socket ends a request too, whether or not it was answered.
    fastify.addHook('onRequest', async (_request, reply) => void reply.raw.once('close', () => this.inFlight--));
    fastify.addHook('onSend', async (_request, reply) => {
      if (this.leaving) void reply.header('connection', 'close');
    });
  }

  /** `closeStreams` ends what would never end by itself: the live feeds. */
  async leave(fastify: FastifyInstance, drainSeconds: number, closeStreams: () => void): Promise<void> {
    this.leaving = true;
    await sleep(drainSeconds * 1_000);
    const { server } = fastify;
    if (server.listening) server.close();
    closeStreams();
    for (const began = performance.now(); this.inFlight > 0 && performance.now() - began < LAST_ANSWERS_MS; ) await sleep(20);
  }
}
