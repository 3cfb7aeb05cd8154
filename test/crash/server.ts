import { spawn, spawnSync } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { asOrdinaryUser, startPostgres, type EmbeddedPostgres } from '../../apps/standalone/src/embedded-postgres.js';

/** Durability stays on, it is what is tested. Commit times let an invariant say which of two acts came first. A recovery need not open every file. */
const SETTINGS = ['track_commit_timestamp=on', ...(process.platform === 'linux' ? ['recovery_init_sync_method=syncfs'] : [])];
const PATIENCE_MS = 30_000;
const LOOK_MS = 10;

/** A PostgreSQL of the suite's own, which can die as in a power cut and comes back on the same port. */
export class Server {
  /** Settled while it is up. */
  up: Promise<void> = Promise.resolve();
  private isAway = false;
  private readonly pools = new Map<string, pg.Pool>();

  private constructor(
    readonly folder: string,
    readonly embedded: EmbeddedPostgres,
  ) {}

  static async start(folder: string): Promise<Server> {
    return new Server(folder, await startPostgres(folder, { settings: SETTINGS }));
  }

  url(database: string): string {
    return this.embedded.url(database);
  }

  /** SIGKILL to PostgreSQL and all its processes at once: nothing is flushed, no client is told. False when it is away already. */
  kill(): boolean {
    if (this.isAway) return false;
    this.isAway = true;
    const postmaster = Number(this.lockFile()[0]);
    // First it stands still, so that it cannot have another child meanwhile.
    signal(postmaster, 'SIGSTOP');
    for (const pid of [...childrenOf(postmaster), postmaster]) signal(pid, 'SIGKILL');
    // After a power cut the process number in the lock file belongs to nobody; here it is only not buried yet.
    rmSync(this.lock);
    return true;
  }

  /** SIGINT, the fast shutdown: no new session, every open one is ended and told so, what is in memory is written. False when it is away already. */
  shutsDown(): boolean {
    if (this.isAway) return false;
    this.isAway = true;
    signal(Number(this.lockFile()[0]), 'SIGINT');
    return true;
  }

  /** Up again `downMs` after it is gone, on the same port and with what it had promised. */
  comesBack(downMs: number): Promise<void> {
    this.up = this.untilGone().then(() => sleep(downMs)).then(async () => {
      for (const began = Date.now(); !(await this.startsAgain()); await sleep(50)) {
        if (Date.now() - began > PATIENCE_MS) throw new Error(`PostgreSQL does not come back; see ${this.data}/server.log`);
      }
      this.isAway = false;
    });
    return this.up;
  }

  /** One that is shut down takes its lock file away when it has written everything; until then the file may still say "ready". */
  private async untilGone(): Promise<void> {
    for (const began = Date.now(); existsSync(this.lock); await sleep(LOOK_MS)) {
      if (Date.now() - began > PATIENCE_MS) throw new Error(`PostgreSQL does not shut down; see ${this.data}/server.log`);
    }
  }

  /** Ends connections to a database: all but ours, or those that hold a leader's office. */
  async cut(database: string, whose: 'all' | 'leaders'): Promise<void> {
    await this.once('postgres', `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '${database}' AND application_name LIKE '${whose === 'all' ? 'qingkong%' : 'qingkong leader%'}'`);
  }

  /**
   * With a checkpoint: a copied sequence believes that it has noted the next 32 numbers in the WAL, which was done in the other database;
   * killed before its first checkpoint, the copy would give out numbers again that stand in rows already.
   */
  async copy(template: string, name: string): Promise<void> {
    await this.once('postgres', `CREATE DATABASE ${name} TEMPLATE ${template}`);
    await this.once('postgres', 'CHECKPOINT');
  }

  async drop(name: string): Promise<void> {
    await this.pools.get(name)?.end();
    this.pools.delete(name);
    await this.once('postgres', `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
  }

  /** One statement of the suite's own; asked again while the server is away, and when it was the victim of a deadlock with the product. */
  async once<Row = Record<string, unknown>>(database: string, text: string, values: unknown[] = []): Promise<Row[]> {
    for (const began = Date.now(); ; await sleep(30)) {
      await this.up;
      try {
        return (await this.pool(database).query(text, values)).rows as Row[];
      } catch (error) {
        if (!saysAgain(error as Error) || Date.now() - began > PATIENCE_MS) throw error;
      }
    }
  }

  async stop(): Promise<void> {
    await Promise.allSettled([...this.pools.values()].map((pool) => pool.end()));
    this.pools.clear();
    this.embedded.stop();
  }

  private get data(): string {
    return path.join(this.folder, 'postgres');
  }

  private get lock(): string {
    return path.join(this.data, 'postmaster.pid');
  }

  private lockFile(): string[] {
    return readFileSync(this.lock, 'utf8').split('\n');
  }

  private pool(database: string): pg.Pool {
    const known = this.pools.get(database) ?? new pg.Pool({ connectionString: this.url(database), application_name: 'crash suite', max: 2, idleTimeoutMillis: 0 });
    if (!this.pools.has(database)) known.on('error', () => undefined);
    this.pools.set(database, known);
    return known;
  }

  /** As pg_ctl starts it, with the words that it wrote down itself, but nobody else has to stand still meanwhile. */
  private async startsAgain(): Promise<boolean> {
    const words = [...readFileSync(path.join(this.data, 'postmaster.opts'), 'utf8').matchAll(/"([^"]*)"|(\S+)/g)].map((found) => found[1] ?? found[2]!);
    const [program, ...rest] = [...asOrdinaryUser(this.data), ...words];
    const log = openSync(path.join(this.data, 'server.log'), 'a');
    const child = spawn(program!, rest, { detached: true, stdio: ['ignore', log, log], env: { ...process.env, LC_ALL: 'C' } });
    closeSync(log);
    child.unref();
    while (child.exitCode === null && child.signalCode === null) {
      if (this.isReady()) return true;
      await sleep(LOOK_MS);
    }
    return false;
  }

  /** The last line of the lock file says so. */
  private isReady(): boolean {
    try {
      return this.lockFile()[7]?.trim() === 'ready';
    } catch {
      return false;
    }
  }
}

const saysAgain = (error: Error & { code?: string }): boolean =>
  ['ECONNREFUSED', 'ECONNRESET', '57P01', '57P02', '57P03', '08006', '40P01'].includes(error.code ?? '') || /Connection terminated/.test(error.message);

function childrenOf(parent: number): number[] {
  const listed = spawnSync('ps', ['-A', '-o', 'pid=,ppid='], { encoding: 'utf8' }).stdout?.trim().split('\n') ?? [];
  return listed.map((line) => line.trim().split(/\s+/).map(Number) as [number, number]).flatMap(([pid, ppid]) => (ppid === parent ? [pid] : []));
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch {
    // Gone already.
  }
}
