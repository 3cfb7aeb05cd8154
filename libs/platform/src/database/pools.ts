import type { PoolConfig } from 'pg';

/** The database role of every process: it owns nothing and deletes nothing but queue pointers (see the platform migration). */
export const APPLICATION_ROLE = 'qingkong_app';

export type ProcessKind = 'api' | 'worker' | 'tool';

interface Patience {
  /** Longest single statement, milliseconds. A raise asks for more by itself. */
  readonly statement: number;
  /** Longest wait for a row that somebody else holds, milliseconds. */
  readonly lock: number;
  /** Longest silence inside an open transaction, milliseconds. */
  readonly idleInTransaction: number;
}

const PATIENCE: Record<ProcessKind, Patience> = {
  api: { statement: 5_000, lock: 2_000, idleInTransaction: 10_000 },
  worker: { statement: 60_000, lock: 5_000, idleInTransaction: 30_000 },
  tool: { statement: 0, lock: 10_000, idleInTransaction: 0 },
};

/** Settings of a connection that belongs to the application: limited in time, stripped of ownership, told apart by name. */
export function connectionOf(kind: ProcessKind, url: string, name: string): PoolConfig {
  const patience = PATIENCE[kind];
  return {
    connectionString: url,
    application_name: `qingkong ${name}`,
    connectionTimeoutMillis: 3_000,
    keepAlive: true,
    statement_timeout: patience.statement,
    lock_timeout: patience.lock,
    idle_in_transaction_session_timeout: patience.idleInTransaction,
    options: `-c role=${APPLICATION_ROLE} -c TimeZone=Asia/Shanghai`,
  };
}
