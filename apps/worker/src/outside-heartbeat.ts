import { Injectable, Logger } from '@nestjs/common';
import { request as overHttp } from 'node:http';
import { request as overHttps } from 'node:https';
import { Environment } from '#config/environment';
import { Chain, Leadership, pause, Tally, type Term } from '#platform';

const TIMEOUT_MS = 10_000;
/** Pauses before it is tried again; then the next turn comes soon enough. */
const AGAIN_MS = [1_000, 5_000];

/**
 * 心跳: calls an address outside while the whole chain works, from the journal to the last batch. Who watches that address rings
 * when the calls stop: it is the only alarm that a dead machine can still set off. Says nothing about the city.
 */
@Injectable()
export class OutsideHeartbeat {
  private readonly log = new Logger('Heartbeat');

  constructor(
    private readonly environment: Environment,
    private readonly leadership: Leadership,
    private readonly chain: Chain,
    private readonly tally: Tally,
  ) {}

  /** One of all workers calls. */
  async run(closing: AbortSignal): Promise<void> {
    const { HEARTBEAT_URL: address, HEARTBEAT_SECONDS: every } = this.environment;
    if (!address) return;
    await this.leadership.stand('heartbeat', closing, async (term) => {
      while (!term.ended.aborted) {
        const result = await this.beat(new URL(address), term);
        this.tally.count('outside_heartbeats_total', { result });
        await pause(every * 1_000, term.ended);
      }
    });
  }

  private async beat(address: URL, term: Term): Promise<'sent' | 'failed' | 'withheld'> {
    const broken = await this.chain.broken().catch((error: Error) => [`database (${error.message})`]);
    if (broken.length > 0) {
      this.log.warn(`withheld: ${broken.join(', ')} stand still`);
      return 'withheld';
    }
    for (const wait of [...AGAIN_MS, null]) {
      try {
        await call(address, term.ended);
        return 'sent';
      } catch (error) {
        this.log.warn(`the address of the heartbeat did not answer: ${(error as Error).message}`);
      }
      if (wait !== null) await pause(wait, term.ended);
    }
    return 'failed';
  }
}

/** One GET; redirects are not followed, and what is answered is thrown away. */
function call(address: URL, ended: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const send = address.protocol === 'https:' ? overHttps : overHttp;
    const signal = AbortSignal.any([ended, AbortSignal.timeout(TIMEOUT_MS)]);
    const outgoing = send(address, { method: 'GET', signal, agent: false, headers: { 'user-agent': 'qingkong' } }, (incoming) => {
      incoming.resume();
      const { statusCode = 0 } = incoming;
      if (statusCode >= 200 && statusCode < 300) resolve();
      else reject(new Error(`it answered ${statusCode}`));
    });
    outgoing.on('error', reject);
    outgoing.end();
  });
}
