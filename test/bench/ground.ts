import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { MIGRATIONS } from '#config/contexts';
import { Environment } from '#config/environment';
import { migrate } from '#platform';
import { ensureDatabase, startPostgres, type EmbeddedPostgres } from '../../apps/standalone/src/embedded-postgres.js';
import { serveQueue, type ServedQueue } from '../harness/queue.js';
import { buildCity, type BenchCity } from './city.js';
import { cpuOfFamily } from './cpu.js';
import { Processes } from './processes.js';

const SHARE_TOLD_MS = 11_000;

export interface Size {
  readonly units: number;
  /** Lines that each unit has to answer. */
  readonly items: number;
}

export interface Layout {
  readonly backend: 'pg' | 'redis' | 'cluster';
  readonly apis: number;
  readonly workers: number;
  /** Folder for a CPU profile of each process. */
  readonly profile: string | null;
  /** Whether PostgreSQL counts what each statement costs. */
  readonly statements: boolean;
}

export type Cpu = Readonly<Record<'api' | 'worker' | 'postgres' | 'generator', number>>;

/** A database of the wanted size on a PostgreSQL with the product's own settings, and the product running on it. */
export class Ground {
  private constructor(
    readonly size: Size,
    private readonly layout: Layout,
    private readonly folder: string,
    readonly city: BenchCity,
    /** As the owner, beside the product. */
    readonly database: pg.Pool,
    readonly processes: Processes,
    private readonly remove: () => void,
    readonly queue: ServedQueue,
  ) {}

  static async prepared(size: Size, layout: Layout): Promise<Ground> {
    const folder = mkdtempSync(path.join(tmpdir(), 'qingkong-bench-'));
    const postgres = await startPostgres(folder, { settings: layout.statements ? ['shared_preload_libraries=pg_stat_statements', 'pg_stat_statements.track=all'] : [] });
    const remove = (): void => removed(postgres, folder);
    // Also when a start fails or the bench is told to end.
    process.once('exit', remove);
    const url = await ensureDatabase(postgres, 'bench');
    await migrate(url, MIGRATIONS);
    const queue = await serveQueue(layout.backend);
    const environment = Object.assign(new Environment(), { NODE_ENV: 'production', DATABASE_URL: url, DATA_DIR: folder, SERVE_CONSOLE: false, ...queue.settings });
    const database = new pg.Pool({ connectionString: url, max: 4 });
    const city = await buildCity(environment, database, size);
    const processes = await Processes.started(environment, layout);
    return new Ground(size, layout, folder, city, database, processes, remove, queue);
  }

  async cleared(): Promise<void> {
    await this.processes.stopped();
    await this.database.end();
    await this.queue.stop();
    process.off('exit', this.remove);
    this.remove();
  }

  async one<Row>(text: string, values: unknown[] = []): Promise<Row> {
    return (await this.database.query(text, values)).rows[0] as Row;
  }

  /** Processor time so far, ms: of the product, of PostgreSQL, and of this process, which makes the load. */
  cpu(): Cpu {
    const own = process.cpuUsage();
    const postmaster = Number(readFileSync(path.join(this.folder, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0]);
    return { ...this.processes.cpu(), postgres: cpuOfFamily(postmaster), generator: (own.user + own.system) / 1_000 };
  }

  /** Forgets what statements cost so far. */
  async statementsFromNow(): Promise<void> {
    if (!this.layout.statements) return;
    await this.database.query('CREATE EXTENSION IF NOT EXISTS pg_stat_statements');
    await this.database.query('SELECT pg_stat_statements_reset()');
  }

  /** The dearest statements since then, one line each: times called, ms in all, µs each, bytes of log. */
  async statementsUntilNow(): Promise<object[]> {
    if (!this.layout.statements) return [];
    const dearest = `
      SELECT calls::int, round(total_exec_time)::int AS ms, round(mean_exec_time * 1000)::int AS us_each, wal_bytes::bigint::text AS wal, toplevel, left(regexp_replace(query, '\\s+', ' ', 'g'), 160) AS query
        FROM pg_stat_statements ORDER BY total_exec_time DESC LIMIT 40`;
    return (await this.database.query(dearest)).rows as object[];
  }

  /** MB that sorts and hashes have put on the disk so far. A session tells its share ten seconds after its last statement. */
  async spilledMb(): Promise<number> {
    await sleep(SHARE_TOLD_MS);
    return Math.round((await this.one<{ bytes: number }>('SELECT temp_bytes::float8 AS bytes FROM pg_stat_database WHERE datname = current_database()')).bytes / 1e6);
  }

  /** Bytes written to the log so far. */
  async walBytes(): Promise<number> {
    return Number((await this.one<{ bytes: string }>(`SELECT pg_current_wal_insert_lsn() - '0/0'::pg_lsn AS bytes`)).bytes);
  }
}

function removed(postgres: EmbeddedPostgres, folder: string): void {
  postgres.stop();
  rmSync(folder, { recursive: true, force: true });
}
