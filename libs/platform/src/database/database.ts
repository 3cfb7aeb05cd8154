import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { AsyncLocalStorage } from 'node:async_hooks';
import type { Pool, PoolClient } from 'pg';
import { DataSource, type EntityManager } from 'typeorm';
import { VIEWS } from './data-source.js';
import type { Prepared } from './sql.js';

interface Scope {
  readonly manager: EntityManager;
  readonly client: PoolClient;
  readonly afterCommit: Set<() => void>;
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
    return scopes.getStore()?.manager ?? this.source.manager;
  }

  get inTransaction(): boolean {
    return scopes.getStore() !== undefined;
  }

  /** The pool for work, for what belongs to no request. */
  get pool(): Pool {
    return poolOf(this.work);
  }

  async query<Row>(text: string, values: unknown[] = []): Promise<Row[]> {
    const connection = scopes.getStore()?.client ?? poolOf(this.source);
    return (await connection.query(text, values)).rows as Row[];
  }

  /** A hot statement: planned once per connection. */
  async prepared<Row>(statement: Prepared, values: unknown[]): Promise<Row[]> {
    const connection = scopes.getStore()?.client ?? poolOf(this.source);
    return (await connection.query({ ...statement, values })).rows as Row[];
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
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.once(work, patience.statementSeconds);
      } catch (error) {
        if (attempt >= 3 || !TRY_AGAIN.has((error as { code?: string }).code ?? '')) throw error;
      }
    }
  }

  /** Runs once the open transaction has committed, never after a rollback; at once when there is none. */
  afterCommit(act: () => void): void {
    const scope = scopes.getStore();
    if (scope) scope.afterCommit.add(act);
    else act();
  }

  private get source(): DataSource {
    return (viewing.getStore() && this.views) || this.work;
  }

  private async once<T>(work: () => Promise<T>, statementSeconds?: number): Promise<T> {
    const runner = this.source.createQueryRunner();
    const client = (await runner.connect()) as PoolClient;
    const scope: Scope = { manager: runner.manager, client, afterCommit: new Set() };
    try {
      await runner.startTransaction();
      if (statementSeconds) await client.query(`SET LOCAL statement_timeout = '${Math.floor(statementSeconds)}s'`);
      const result = await scopes.run(scope, work);
      await runner.commitTransaction();
      for (const act of scope.afterCommit) act();
      return result;
    } catch (error) {
      if (runner.isTransactionActive) await runner.rollbackTransaction().catch(() => undefined);
      throw error;
    } finally {
      await runner.release();
    }
  }
}

const NO_LOOPS = `SELECT set_config('enable_nestloop', 'off', true)`;
const LOOPS = `SELECT set_config('enable_nestloop', 'on', true)`;

const poolOf = (source: DataSource): Pool => (source.driver as unknown as { master: Pool }).master;

function stateOf(name: PoolState['name'], source: DataSource): PoolState {
  const { options, totalCount, idleCount, waitingCount } = poolOf(source);
  return { name, size: options.max, used: totalCount - idleCount, idle: idleCount, waiting: waitingCount };
}
