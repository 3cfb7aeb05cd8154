import pg, { type PoolConfig } from 'pg';

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

/**
 * How long the client itself waits for an answer, milliseconds: longer than the server would work at it, so that only a network that swallows
 * everything comes to this. The connection is then thrown away (`pipeline`), where otherwise whoever asked would wait until TCP gives up.
 */
const SILENCE_MS = 20_000;
export const answersWithin = (statementMs: number): number => statementMs + SILENCE_MS;

/** For the pools of the product: statements that nobody waits for in between travel together (`Database.pipelined`). No cursors, no COPY. A tool may take all the time in the world. */
export const pooled = (kind: ProcessKind): Pick<PoolConfig, 'pipeline' | 'query_timeout'> =>
  kind === 'tool' ? { pipeline: true } : { pipeline: true, query_timeout: answersWithin(PATIENCE[kind].statement) };

/**
 * Between its connecting and its first owner, and between one owner and the next, nobody listens to a pool's connection: if the
 * server ends it in that very moment, Node would end the whole process. Whoever uses it next is told by its own query.
 */
class EnduringClient extends pg.Client {
  constructor(config?: string | pg.ClientConfig) {
    super(config);
    this.on('error', () => undefined);
  }
}

/** Settings of a connection that belongs to the application: limited in time, stripped of ownership, told apart by name. */
export function connectionOf(kind: ProcessKind, url: string, name: string): PoolConfig {
  const patience = PATIENCE[kind];
  return {
    connectionString: url,
    Client: EnduringClient,
    application_name: `qingkong ${name}`,
    connectionTimeoutMillis: 3_000,
    keepAlive: true,
    statement_timeout: patience.statement,
    lock_timeout: patience.lock,
    idle_in_transaction_session_timeout: patience.idleInTransaction,
    // Locks and rereading assume this level; said here once, it costs no round trip in each transaction.
    options: `-c role=${APPLICATION_ROLE} -c TimeZone=Asia/Shanghai -c default_transaction_isolation=read\\ committed`,
  };
}
