import pg from 'pg';

/** Connections over which the door does its work; those of the worker beside it, and of the queue, are nobody's request. */
const OF_REQUESTS = ['qingkong api', 'qingkong views', 'qingkong health'];
/** What an api does by itself over the same connections: it follows the feed, says that it is alive, rings the bell once for many. */
const BY_ITSELF = [/^SELECT .*pg_notify\(/, /WHERE feed\.position > \$1\s+ORDER BY feed\.position LIMIT 1000/, /^\s*INSERT INTO platform_heartbeat/];

interface Sent {
  readonly text?: string;
}

/** Counts what the door of this process says to PostgreSQL: every statement, BEGIN and COMMIT too, is a way there and back. */
export class Meter {
  private said: string[] = [];
  private readonly query = pg.Client.prototype.query;

  /** Before the api opens its connections, or after: it listens to all of them. */
  begins(): this {
    const hear = (client: pg.Client, what: unknown): void => this.hear(client, what);
    const { query } = this;
    pg.Client.prototype.query = function (this: pg.Client, ...args: unknown[]): never {
      hear(this, args[0]);
      return (query as (...all: unknown[]) => unknown).apply(this, args) as never;
    } as typeof pg.Client.prototype.query;
    return this;
  }

  ends(): void {
    pg.Client.prototype.query = this.query;
  }

  /** The statements that were said while this was done. One thing at a time. */
  async of<T>(work: () => Promise<T>): Promise<{ result: T; statements: string[] }> {
    const statements: string[] = [];
    this.said = statements;
    const result = await work();
    this.said = [];
    return { result, statements };
  }

  private hear(client: pg.Client, what: unknown): void {
    const text = typeof what === 'string' ? what : ((what as Sent).text ?? '');
    const name = (client as unknown as { connectionParameters: { application_name?: string } }).connectionParameters.application_name ?? '';
    if (OF_REQUESTS.includes(name) && !BY_ITSELF.some((own) => own.test(text))) this.said.push(text);
  }
}
