import { AsyncResource } from 'node:async_hooks';

interface Waiting<Request, Outcome> {
  readonly request: Request;
  readonly resolve: (outcome: Outcome) => void;
  readonly reject: (error: unknown) => void;
}

/** What became of one request: its outcome, or the refusal that is its alone. */
export type Settled<Outcome> = { readonly outcome: Outcome } | { readonly refused: Error };

/**
 * Requests that arrive together share one statement: while a lane is busy the next ones gather, and go together.
 * Two requests of the same `keyOf` never share a turn, so that each sees what the other did; null shares with anybody.
 * When a shared turn fails as a whole, its requests are done one by one, so that one bad request harms no other.
 */
export class SharedWork<Request, Outcome> {
  /** A turn belongs to nobody: it must not run inside the transaction, or on behalf, of whoever happened to come first. */
  private readonly nobody = new AsyncResource('SharedWork');
  private readonly waiting: Waiting<Request, Outcome>[] = [];
  private busy = 0;

  constructor(
    private readonly limits: { readonly lanes: number; readonly most: number },
    private readonly keyOf: (request: Request) => string | null,
    private readonly work: (requests: readonly Request[]) => Promise<Settled<Outcome>[]>,
  ) {}

  do(request: Request): Promise<Outcome> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ request, resolve, reject });
      // Those of the same tick go together even when a lane is free.
      if (this.waiting.length === 1) setImmediate(() => this.nobody.runInAsyncScope(() => this.start()));
    });
  }

  private start(): void {
    while (this.busy < this.limits.lanes && this.waiting.length > 0) {
      const turn = this.takeTurn();
      this.busy++;
      void this.run(turn).finally(() => {
        this.busy--;
        this.start();
      });
    }
  }

  private takeTurn(): Waiting<Request, Outcome>[] {
    const turn: Waiting<Request, Outcome>[] = [];
    const keys = new Set<string>();
    for (let at = 0; at < this.waiting.length && turn.length < this.limits.most; ) {
      const key = this.keyOf(this.waiting[at]!.request);
      if (key !== null && keys.has(key)) at++;
      else {
        if (key !== null) keys.add(key);
        turn.push(...this.waiting.splice(at, 1));
      }
    }
    return turn;
  }

  private async run(turn: Waiting<Request, Outcome>[]): Promise<void> {
    try {
      const settled = await this.work(turn.map((one) => one.request));
      turn.forEach((one, at) => settle(one, settled[at]!));
    } catch (error) {
      if (turn.length === 1) return turn[0]!.reject(error);
      for (const one of turn) await this.run([one]);
    }
  }
}

function settle<Request, Outcome>(one: Waiting<Request, Outcome>, settled: Settled<Outcome>): void {
  if ('refused' in settled) one.reject(settled.refused);
  else one.resolve(settled.outcome);
}
