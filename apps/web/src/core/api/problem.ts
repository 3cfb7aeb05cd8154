import type { ProblemDocument } from './gen';

/** A refusal or a failure, as the console shows it: the code chooses the text, the faults go to their fields. */
export class Problem extends Error {
  readonly code: string;
  readonly status: number;
  readonly faults: readonly { field: string; code: string; message: string }[];
  readonly facts: Record<string, unknown>;
  readonly instance: string;
  /** Seconds after which the server asks to be tried again; null when it did not say. */
  readonly retryAfter: number | null;

  constructor(status: number, document: Partial<ProblemDocument>, retryAfter: number | null = null) {
    super(document.detail ?? 'The server could not be reached.');
    this.code = document.code ?? (status === 0 ? 'network.unreachable' : 'server.unexpected');
    this.status = status;
    this.faults = document.errors ?? [];
    this.facts = document.facts ?? {};
    this.instance = document.instance ?? '';
    this.retryAfter = retryAfter;
  }

  /** From whatever the client threw: a problem document, a proxy's page, a network that is gone. */
  static of(error: unknown, response: Response | undefined): Problem {
    if (error instanceof Problem) return error;
    const document = typeof error === 'object' && error !== null && 'code' in error ? (error as Partial<ProblemDocument>) : {};
    const after = Number(response?.headers.get('retry-after') ?? NaN);
    return new Problem(response?.status ?? 0, document, Number.isFinite(after) ? after : null);
  }
}
