import { setTimeout as sleep } from 'node:timers/promises';
import type { Account } from './founding.js';
import { judged, type History, type Outcome, type Request, type Verb } from './history.js';

export interface Reply<Body> {
  readonly outcome: Outcome;
  readonly status: number;
  readonly body: Body;
  readonly request: Request;
}

interface Ask {
  readonly verb: Verb;
  readonly path: string;
  readonly subject?: string;
  readonly key: string;
  readonly body?: object;
  /** Sent instead of the body. */
  readonly picture?: Buffer;
  readonly repeats?: number;
  /** Refusals that mean: it was done already. After an unknown answer that is as good as done. */
  readonly already?: readonly string[];
}

/** An unanswered request is asked again for this long; the suite's patience ends long after the product's. */
const PATIENCE_MS = 90_000;
const ONE_TRY_MS = 15_000;
const [SHORTEST_PAUSE_MS, LONGEST_PAUSE_MS] = [50, 400];

/** Asks again ever more slowly. */
class Patience {
  private readonly began = Date.now();
  private pause = SHORTEST_PAUSE_MS;

  get lasts(): boolean {
    return Date.now() - this.began < PATIENCE_MS;
  }

  rests(): Promise<void> {
    const pause = this.pause;
    this.pause = Math.min(pause * 1.6, LONGEST_PAUSE_MS);
    return sleep(pause);
  }
}

/** Somebody with a browser who insists: what nobody answered is asked again, under the same key, until somebody does. */
export class Client {
  constructor(
    private readonly url: string,
    private readonly history: History,
    readonly account: Account,
  ) {}

  /** A question may be asked as often as one likes, so it is no part of the history. */
  async reads<Body>(path: string): Promise<Body> {
    for (const patience = new Patience(); patience.lasts; await patience.rests()) {
      const reply = await this.once('GET', path, {}, undefined);
      if (reply?.status === 200) return reply.body as Body;
      if (reply && reply.status < 500) throw new Error(`${this.account.username} GET ${path}: ${reply.status} ${JSON.stringify(reply.body)}`);
    }
    throw new Error(`${this.account.username} GET ${path}: no answer within ${PATIENCE_MS / 1_000} s.`);
  }

  async asks<Body = unknown>(ask: Ask): Promise<Reply<Body>> {
    const { verb, path, key, body = null, repeats, subject = null } = ask;
    const request = this.history.begin({ actor: this.account.id, verb, subject, key, body, repeats });
    for (const patience = new Patience(); patience.lasts; await patience.rests()) {
      request.tries++;
      const reply = await this.once('POST', path, { 'idempotency-key': key }, contents(ask));
      if (!reply || reply.status >= 500) request.unknowns++;
      else {
        const outcome = judged(reply, request, ask.already ?? []);
        this.history.end(request, outcome, reply.status, reply.body);
        return { outcome, status: reply.status, body: reply.body as Body, request };
      }
    }
    return { outcome: 'unknown', status: 0, body: null as Body, request };
  }

  /** One try; null when nobody answered. A try that ends in 5xx is no certain answer either. */
  private async once(method: string, path: string, headers: Record<string, string>, body: string | FormData | undefined): Promise<{ status: number; body: unknown } | null> {
    const json: Record<string, string> = typeof body === 'string' ? { 'content-type': 'application/json' } : {};
    try {
      const reply = await fetch(`${this.url}/api/v1${path}`, {
        method,
        headers: { cookie: `qk_session=${this.account.token}`, ...json, ...headers },
        body,
        signal: AbortSignal.timeout(ONE_TRY_MS),
      });
      const text = await reply.text();
      return { status: reply.status, body: text ? JSON.parse(text) : null };
    } catch {
      return null;
    }
  }
}

function contents({ body, picture }: Ask): string | FormData | undefined {
  if (!picture) return body && JSON.stringify(body);
  const form = new FormData();
  form.append('file', new Blob([new Uint8Array(picture)]), 'photo.jpg');
  return form;
}
