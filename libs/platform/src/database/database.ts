import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { AsyncLocalStorage } from 'node:async_hooks';
import type { Pool, PoolClient, QueryConfig } from 'pg';
import { DataSource, type EntityManager } from 'typeorm';
import { VIEWS } from './data-source.js';
import { answersWithin } from './pools.js';
import type { Prepared } from './sql.js';

interface Scope {
  /** None inside `pipelined`. */
  readonly manager: EntityManager | null;
  readonly client: PoolClient;
  readonly afterCommit: Set<() => void>;
  /** Statements whose answer the work did not wait for. */
  readonly sent: Promise<unknown>[];
  /** Where statements may take longer than elsewhere: how long the client waits for an answer. */
  readonly patience?: { readonly query_timeout: number };
}

/** How full a pool is. `waiting` are those who want a connection and have none. */
export interface PoolState {
  readonly name: 'work' | 'views';
  readonly size: number;
  readonly used: number;
  readonly idle: number;
  readonly waiting: number;
}

const scopes = new AsyncLocalStorage<Scope>();
const viewing = new AsyncLocalStorage<true>();
/** Two transactions waited for each other; PostgreSQL ended one of them, which may simply try again. */
const TRY_AGAIN = new Set(['40001', '40P01']);

/** The one way to PostgreSQL: whatever runs inside `transaction` shares its connection, without being handed it. */
@Injectable()
export class Database implements OnApplicationShutdown {
  constructor(
    private readonly work: DataSource,
    /** The bulkhead: whatever is done only to be looked at has connections of its own and can take no others. */
    @Inject(VIEWS) private readonly views: DataSource | null = null,
  ) {}

  /** The last to go: others still write while they close. */
  async onApplicationShutdown(): Promise<void> {
    await Promise.all([this.work.destroy(), this.views?.destroy()]);
  }

  /** Whatever runs inside, transactions too, uses the connections for views. */
  asView<T>(work: () => T): T {
    return viewing.run(true, work);
  }

  pools(): PoolState[] {
    return [stateOf('work', this.work), ...(this.views ? [stateOf('views', this.views)] : [])];
  }

  /** TypeORM for ordinary work, inside the open transaction if there is one. */
  get manager(): EntityManager {
    const scope = scopes.getStore();
    if (!scope) return this.source.manager;
    if (!scope.manager) throw new Error('A pipelined transaction speaks plain SQL.');
    return scope.manager;
  }

  get inTransaction(): boolean {
    return scopes.getStore() !== undefined;
  }

  /** The pool for work, for what belongs to no request. */
  get pool(): Pool {
    return poolOf(this.work);
  }

  async query<Row>(text: string, values: unknown[] = []): Promise<Row[]> {
    return this.ask({ text, values });
  }

  /** A hot statement: planned once per connection. */
  async prepared<Row>(statement: Prepared, values: unknown[]): Promise<Row[]> {
    return this.ask({ ...statement, values });
  }

  /** The last words of the open transaction: its end does not wait for their answer, and does not come about when they fail. */
  send(statement: Prepared, values: unknown[]): void {
    const scope = scopes.getStore();
    if (!scope) throw new Error('Only inside of a transaction.');
    const sent = scope.client.query({ ...statement, values });
    // Told where the transaction ends; until then nobody listens.
    sent.catch(() => undefined);
    scope.sent.push(sent);
  }

  /**
   * A statement over whole sets, planned without nested loops: before the first statistics of a fresh or restored installation they look
   * cheapest, and then a raise for thousands of units takes minutes (measured: 64 s for 12,500 units, 0.3 s without).
   */
  bySets<Row>(text: string, values: unknown[] = []): Promise<Row[]> {
    return this.transaction(async () => {
      await this.query(NO_LOOPS);
      const rows = await this.query<Row>(text, values);
      await this.query(LOOPS);
      return rows;
    });
  }

  /** Joins the open transaction, or opens one. The work must be able to run again: a deadlock's victim is retried. */
  async transaction<T>(work: () => Promise<T>, patience: { statementSeconds?: number } = {}): Promise<T> {
    if (scopes.getStore()) return work();
    return persistently(() => this.once(work, patience.statementSeconds));
  }

  /**
   * As `transaction`, for the paths that the whole city takes in the same minute: BEGIN travels with the first statements and COMMIT with what
   * was handed to `send`, which leaves two round trips of five. Prepared statements that look up by keys only; there is no `manager` inside.
   */
  async pipelined<T>(work: () => Promise<T>): Promise<T> {
    if (scopes.getStore()) return work();
    return persistently(() => this.onceInOneGo(work));
  }

  /** Runs once the open transaction has committed, never after a rollback; at once when there is none. */
  afterCommit(act: () => void): void {
    const scope = scopes.getStore();
    if (scope) scope.afterCommit.add(act);
    else act();
  }

  private async ask<Row>(statement: QueryConfig): Promise<Row[]> {
    const scope = scopes.getStore();
    return (await (scope?.client ?? poolOf(this.source)).query({ ...statement, ...scope?.patience })).rows as Row[];
  }

  private get source(): DataSource {
    return (viewing.getStore() && this.views) || this.work;
  }

  private async once<T>(work: () => Promise<T>, statementSeconds?: number): Promise<T> {
    const runner = this.source.createQueryRunner();
    const client = (await runner.connect()) as PoolClient;
    const scope: Scope = { manager: runner.manager, client, afterCommit: new Set(), sent: [], ...(statementSeconds && { patience: { query_timeout: answersWithin(statementSeconds * 1_000) } }) };
    try {
      await runner.startTransaction();
      if (statementSeconds) await client.query(`SET LOCAL statement_timeout = '${Math.floor(statementSeconds)}s'`);
      const result = await scopes.run(scope, work);
      await Promise.all(scope.sent);
      await runner.commitTransaction();
      for (const act of scope.afterCommit) act();
      return result;
    } catch (error) {
      if (runner.isTransactionActive) await runner.rollbackTransaction().catch(() => undefined);
      throw (await faultOf(scope.sent)) ?? error;
    } finally {
      await runner.release();
    }
  }

  private async onceInOneGo<T>(work: () => Promise<T>): Promise<T> {
    const client = await poolOf(this.source).connect();
    const scope: Scope = { manager: null, client, afterCommit: new Set(), sent: [] };
    let isBroken = false;
    try {
      const begun = client.query(BEGIN_BY_KEYS);
      begun.catch(() => undefined);
      const result = await scopes.run(scope, work);
      const [ended] = await Promise.all([client.query('COMMIT'), begun, ...scope.sent]);
      // PostgreSQL answers a COMMIT after a failed statement with a rollback, and does not call that an error.
      if (ended.command !== 'COMMIT') throw new Error(`The transaction ended with ${ended.command}.`);
      for (const act of scope.afterCommit) act();
      return result;
    } catch (error) {
      await client.query('ROLLBACK').catch(() => (isBroken = true));
      throw (await faultOf(scope.sent)) ?? error;
    } finally {
      client.release(isBroken);
    }
  }
}

/** What was sent ahead fails first; whatever follows it hears only that the transaction is over. */
async function faultOf(sent: readonly Promise<unknown>[]): Promise<unknown> {
  const failed = (await Promise.allSettled(sent)).find((outcome) => outcome.status === 'rejected');
  return failed?.reason;
}

async function persistently<T>(once: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await once();
    } catch (error) {
      if (attempt >= 3 || !TRY_AGAIN.has((error as { code?: string }).code ?? '')) throw error;
    }
  }
}

const NO_LOOPS = `SELECT set_config('enable_nestloop', 'off', true)`;
const LOOPS = `SELECT set_config('enable_nestloop', 'on', true)`;

/**
 * Plans of prepared statements are kept: made while a table is still empty, one reads the table whole, and goes on doing so while tens of
 * thousands of rows arrive (measured: 25 times the work, in the first minutes of a night). What is pipelined looks up by keys alone.
 */
const BEGIN_BY_KEYS = 'BEGIN; SET LOCAL enable_seqscan = off';

const poolOf = (source: DataSource): Pool => (source.driver as unknown as { master: Pool }).master;

function stateOf(name: PoolState['name'], source: DataSource): PoolState {
  const { options, totalCount, idleCount, waitingCount } = poolOf(source);
  return { name, size: options.max, used: totalCount - idleCount, idle: idleCount, waiting: waitingCount };
}
