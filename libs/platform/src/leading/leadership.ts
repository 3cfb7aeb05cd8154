import { Injectable, Logger } from '@nestjs/common';
import pg from 'pg';
import { Environment } from '#config/environment';
import { connectionOf } from '../database/pools.js';
import { Database } from '../database/database.js';
import type { Prepared } from '../database/sql.js';
import { failpoint } from '../failpoint.js';

/** One term of office: valid until the connection that holds the lock is lost or the process closes. */
export interface Term {
  readonly name: string;
  readonly epoch: string;
  readonly ended: AbortSignal;
  /** The connection that holds the lock; good for LISTEN. */
  readonly client: pg.Client;
}

/** A leader was stopped and woke up after another had taken over: its writes change nothing. */
export class LeadershipLost extends Error {}

const RETRY_MS = 1_000;
/** A leader's last pass is written down this often. */
const NOTED_MS = 5_000;
const RENEW_MS = 3_000;

/** A leader that freezes in the middle of a transaction keeps its successor waiting for no longer than this. */
const FENCE: Prepared = {
  name: 'platform-fence',
  text: `SELECT set_config('idle_in_transaction_session_timeout', '10s', true) FROM platform_leader WHERE name = $1 AND epoch = $2 FOR SHARE`,
};
const RENEW = `UPDATE platform_lease SET seen_at = clock_timestamp() WHERE name = $1 AND epoch = $2 RETURNING name`;

/**
 * One leader per name among all processes: an advisory lock on a connection of its own, and a fencing epoch that
 * every write of the leader checks. A leader that was frozen and resumed finds its epoch gone and writes nothing.
 * While it is frozen its lease runs out: the sweep then ends its connection, and with it the lock.
 */
@Injectable()
export class Leadership {
  private readonly log = new Logger(Leadership.name);
  private readonly noted = new WeakMap<Term, number>();

  constructor(
    private readonly environment: Environment,
    private readonly database: Database,
  ) {}

  /** Stands for office until `closing`; runs `govern` for each term won. */
  async stand(name: string, closing: AbortSignal, govern: (term: Term) => Promise<void>): Promise<void> {
    while (!closing.aborted) {
      try {
        await this.oneTerm(name, closing, govern);
      } catch (error) {
        if (!closing.aborted) this.log.warn(`${name}: ${(error as Error).message}`);
      }
      await pause(RETRY_MS, closing);
    }
  }

  /** First statement of each transaction of a leader. It also keeps a successor waiting until this one has ended. */
  async fence(term: Term): Promise<void> {
    const held = await this.database.prepared(FENCE, [term.name, term.epoch]);
    if (held.length === 0) throw new LeadershipLost(`${term.name} is led by somebody else since epoch ${term.epoch}.`);
  }

  /**
   * Notes that a pass was finished: what stands still while its process lives is seen by this only. Written once in a few
   * seconds and outside of the leader's own transactions, because each of them holds the row.
   */
  async passed(term: Term): Promise<void> {
    const now = performance.now();
    if (now - (this.noted.get(term) ?? -NOTED_MS) < NOTED_MS) return;
    this.noted.set(term, now);
    await this.database
      .query('UPDATE platform_leader SET passed_at = clock_now() WHERE name = $1 AND epoch = $2', [term.name, term.epoch])
      .catch((error: Error) => this.log.debug(`${term.name}: its pass was not noted: ${error.message}`));
  }

  private async oneTerm(name: string, closing: AbortSignal, govern: (term: Term) => Promise<void>): Promise<void> {
    const client = new pg.Client({ ...connectionOf('worker', this.environment.DATABASE_URL!, `leader ${name}`), keepAliveInitialDelayMillis: 5_000 });
    const ended = new AbortController();
    const end = (): void => ended.abort();
    let renewing: NodeJS.Timeout | undefined;
    closing.addEventListener('abort', end);
    client.on('error', end);
    client.on('end', end);
    try {
      await client.connect();
      const { rows } = await client.query<{ won: boolean }>(`SELECT pg_try_advisory_lock(hashtext('qingkong'), hashtext($1)) AS won`, [name]);
      if (!rows[0]!.won) return;
      const epoch = await this.begin(client, name);
      renewing = this.renews(client, name, epoch, end);
      await govern({ name, epoch, ended: ended.signal, client });
    } finally {
      clearInterval(renewing);
      closing.removeEventListener('abort', end);
      ended.abort();
      await client.end().catch(() => undefined);
    }
  }

  /** A lease that is not renewed is ended by the sweep: an advisory lock alone would be held by a frozen process for ever. */
  private renews(client: pg.Client, name: string, epoch: string, end: () => void): NodeJS.Timeout {
    return setInterval(() => {
      client.query(RENEW, [name, epoch]).then(({ rowCount }) => rowCount === 0 && end(), end);
    }, RENEW_MS);
  }

  private async begin(client: pg.Client, name: string): Promise<string> {
    const { rows } = await client.query<{ epoch: string }>(
      `INSERT INTO platform_leader (name, epoch, since) VALUES ($1, 1, clock_now())
       ON CONFLICT (name) DO UPDATE SET epoch = platform_leader.epoch + 1, since = clock_now()
       RETURNING epoch`,
      [name],
    );
    await client.query(
      `INSERT INTO platform_lease (name, epoch, seen_at) VALUES ($1, $2, clock_timestamp())
       ON CONFLICT (name) DO UPDATE SET epoch = excluded.epoch, seen_at = excluded.seen_at`,
      [name, rows[0]!.epoch],
    );
    this.log.log(`${name}: leading, epoch ${rows[0]!.epoch}`);
    await failpoint('leader.elected');
    return rows[0]!.epoch;
  }
}

/** Waits, or returns early when the signal fires. */
export function pause(milliseconds: number, until: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (until.aborted) return resolve();
    const done = (): void => {
      clearTimeout(timer);
      until.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, milliseconds);
    until.addEventListener('abort', done);
  });
}
