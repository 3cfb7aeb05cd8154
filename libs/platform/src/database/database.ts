import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { AsyncLocalStorage } from 'node:async_hooks';
import type { Pool, PoolClient } from 'pg';
import { DataSource, type EntityManager } from 'typeorm';
import type { Prepared } from './sql.js';

interface Scope {
  readonly manager: EntityManager;
  readonly client: PoolClient;
  readonly afterCommit: Set<() => void>;
}

const scopes = new AsyncLocalStorage<Scope>();
/** Two transactions waited for each other; PostgreSQL ended one of them, which may simply try again. */
const TRY_AGAIN = new Set(['40001', '40P01']);

/** The one way to PostgreSQL: whatever runs inside `transaction` shares its connection, without being handed it. */
@Injectable()
export class Database implements OnApplicationShutdown {
  constructor(private readonly source: DataSource) {}

  /** The last to go: others still write while they close. */
  async onApplicationShutdown(): Promise<void> {
    await this.source.destroy();
  }

  /** TypeORM for ordinary work, inside the open transaction if there is one. */
  get manager(): EntityManager {
    return scopes.getStore()?.manager ?? this.source.manager;
  }

  get inTransaction(): boolean {
    return scopes.getStore() !== undefined;
  }

  get pool(): Pool {
    return (this.source.driver as unknown as { master: Pool }).master;
  }

  async query<Row>(text: string, values: unknown[] = []): Promise<Row[]> {
    const connection = scopes.getStore()?.client ?? this.pool;
    return (await connection.query(text, values)).rows as Row[];
  }

  /** A hot statement: planned once per connection. */
  async prepared<Row>(statement: Prepared, values: unknown[]): Promise<Row[]> {
    const connection = scopes.getStore()?.client ?? this.pool;
    return (await connection.query({ ...statement, values })).rows as Row[];
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

  private async once<T>(work: () => Promise<T>, statementSeconds?: number): Promise<T> {
    const runner = this.source.createQueryRunner();
    const client = (await runner.connect()) as PoolClient;
    const scope: Scope = { manager: runner.manager, client, afterCommit: new Set() };
    try {
      await runner.startTransaction('READ COMMITTED');
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
