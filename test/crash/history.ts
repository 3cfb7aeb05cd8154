/** What became of a request, as far as its sender knows. */
export type Outcome = 'ok' | 'refused' | 'unknown';

/** What somebody wanted, in the words of the invariants. */
export type Verb =
  | 'draft'
  | 'open'
  | 'submit'
  | 'approve'
  | 'read'
  | 'acknowledge'
  | 'confirm'
  | 'accept'
  | 'return'
  | 'excuse'
  | 'stand-down'
  | 'photo'
  | 'violation';

/** One request as its sender saw it. Asked again under the same key until it was answered: that is still one request. */
export interface Request {
  readonly n: number;
  readonly actor: string;
  readonly verb: Verb;
  /** The checklist or warning that it is about. */
  readonly subject: string | null;
  readonly key: string;
  readonly body: unknown;
  /** The request that this one repeats on purpose, under the same key. */
  readonly repeats: number | null;
  /** Times it was sent, and times that nothing certain came back. */
  tries: number;
  unknowns: number;
  outcome: Outcome;
  status: number | null;
  code: string | null;
  answer: unknown;
}

/** What a certain answer means to its sender. A refusal that says "it is done already" is as good as done, if nobody had told him so. */
export function judged({ status, body }: { readonly status: number; readonly body: unknown }, { unknowns }: Pick<Request, 'unknowns'>, already: readonly string[]): Outcome {
  if (status < 300) return 'ok';
  const code = (body as { code?: string } | null)?.code ?? '';
  return unknowns > 0 && already.includes(code) ? 'ok' : 'refused';
}

export type Wanted = Pick<Request, 'actor' | 'verb' | 'subject' | 'key' | 'body'> & { readonly repeats?: number };

/** The clients' own record of a run: what was asked, and what was answered to it. */
export class History {
  readonly requests: Request[] = [];
  private answered = 0;
  private readonly waiting: { after: number; act: () => void }[] = [];

  /** Histories of one series stand in one table: each has numbers of its own. */
  constructor(private readonly run: number) {}

  begin(wanted: Wanted): Request {
    const blank = { tries: 0, unknowns: 0, outcome: 'unknown' as const, status: null, code: null, answer: null };
    const request: Request = { n: this.run * 10_000 + this.requests.length + 1, repeats: null, ...wanted, ...blank };
    this.requests.push(request);
    return request;
  }

  end(request: Request, outcome: Outcome, status: number, answer: unknown): void {
    const code = outcome === 'refused' ? ((answer as { code?: string } | null)?.code ?? null) : null;
    Object.assign(request, { outcome, status, code, answer });
    this.answered++;
    for (const one of this.waiting.splice(0)) {
      if (one.after <= this.answered) one.act();
      else this.waiting.push(one);
    }
  }

  /** Resolves once so many requests were answered; a night may end before. */
  reaches(requests: number): Promise<void> {
    return new Promise((resolve) => this.waiting.push({ after: requests, act: resolve }));
  }
}

/** What the board told when a night was over. */
export const BOARD_TABLE = 'CREATE TABLE crash_board (response_id uuid PRIMARY KEY, board jsonb NOT NULL)';
export const BOARD_ROW = 'INSERT INTO crash_board VALUES ($1, $2)';

/** Written into the run's database, so that an invariant can compare it with the truth by SQL. */
export const HISTORY_TABLE = `
  CREATE TABLE crash_request (
    n int PRIMARY KEY, actor uuid NOT NULL, verb text NOT NULL, subject text, key text NOT NULL, body jsonb, repeats int,
    tries int NOT NULL, unknowns int NOT NULL, outcome text NOT NULL, status int, code text, answer jsonb)`;
export const HISTORY_ROWS = `
  INSERT INTO crash_request SELECT * FROM jsonb_to_recordset($1::jsonb) AS request(
    n int, actor uuid, verb text, subject text, key text, body jsonb, repeats int,
    tries int, unknowns int, outcome text, status int, code text, answer jsonb)`;
