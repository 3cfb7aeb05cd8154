import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { startPostgres, type EmbeddedPostgres } from '../../apps/standalone/src/embedded-postgres.js';

/** Durability stays on, it is what is tested. Commit times let an invariant say which of two acts came first. */
const SETTINGS = ['track_commit_timestamp=on'];
const PATIENCE_MS = 30_000;

/** The suite's own PostgreSQL, which can die as in a power cut and comes back on the same port. */
export class Server {
  /** Settled while it is up. */
  up: Promise<void> = Promise.resolve();
  private isAway = false;

  private constructor(
    readonly folder: string,
    private postgres: EmbeddedPostgres,
    private readonly isOurs: boolean,
  ) {}

  static async start(keep: string | null): Promise<Server> {
    const folder = keep ? path.resolve(process.env.INIT_CWD ?? '.', keep) : mkdtempSync(path.join(tmpdir(), 'qingkong-crash-'));
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    try {
      return new Server(folder, await startPostgres(folder, { settings: SETTINGS }), keep === null);
    } catch (error) {
      if (keep === null) rmSync(folder, { recursive: true, force: true });
      throw error;
    }
  }

  get embedded(): EmbeddedPostgres {
    return this.postgres;
  }

  url(database: string): string {
    return this.postgres.url(database);
  }

  /** SIGKILL to PostgreSQL and all its processes at once: nothing is flushed, no client is told. False when it is away already. */
  kill(): boolean {
    if (this.isAway) return false;
    this.isAway = true;
    const lock = path.join(this.folder, 'postgres/postmaster.pid');
    const postmaster = Number(readFileSync(lock, 'utf8').split('\n')[0]);
    // First it stands still, so that it cannot have another child meanwhile.
    signal(postmaster, 'SIGSTOP');
    for (const pid of [...childrenOf(postmaster), postmaster]) signal(pid, 'SIGKILL');
    // After a power cut the process number in the lock file belongs to nobody; here it is only not buried yet.
    rmSync(lock);
    return true;
  }

  /** Up again after `downMs`, on the same port and with what it had promised. */
  comesBack(downMs: number): Promise<void> {
    this.up = sleep(downMs).then(async () => {
      this.postgres = await startPostgres(this.folder, { settings: SETTINGS, port: this.postgres.port });
      this.isAway = false;
    });
    return this.up;
  }

  /** Ends connections to a database: all but ours, or those that hold a leader's office. */
  async cut(database: string, whose: 'all' | 'leaders'): Promise<void> {
    await this.once('postgres', `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '${database}' AND application_name LIKE '${whose === 'all' ? 'qingkong%' : 'qingkong leader%'}'`);
  }

  copy(template: string, name: string): Promise<unknown> {
    return this.once('postgres', `CREATE DATABASE ${name} TEMPLATE ${template}`);
  }

  drop(name: string): Promise<unknown> {
    return this.once('postgres', `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
  }

  /** One statement of the suite's own; asked again while the server is away. */
  async once<Row = Record<string, unknown>>(database: string, text: string, values: unknown[] = []): Promise<Row[]> {
    for (const began = Date.now(); ; await sleep(30)) {
      await this.up;
      const client = new pg.Client({ connectionString: this.url(database), application_name: 'crash suite' });
      client.on('error', () => undefined);
      try {
        await client.connect();
        return (await client.query(text, values)).rows as Row[];
      } catch (error) {
        if (!saysAway(error as Error) || Date.now() - began > PATIENCE_MS) throw error;
      } finally {
        await client.end().catch(() => undefined);
      }
    }
  }

  /** Stops it; its folder goes with it, unless somebody asked to keep it. */
  stop(): void {
    this.postgres.stop();
    if (this.isOurs) rmSync(this.folder, { recursive: true, force: true });
  }
}

const saysAway = (error: Error & { code?: string }): boolean =>
  ['ECONNREFUSED', 'ECONNRESET', '57P01', '57P02', '57P03', '08006'].includes(error.code ?? '') || /Connection terminated/.test(error.message);

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
