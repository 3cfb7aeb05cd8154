import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { MIGRATIONS } from '#config/contexts';
import { Environment } from '#config/environment';
import { migrate } from '#platform';
import { ensureDatabase, startPostgres, type EmbeddedPostgres } from '../../apps/standalone/src/embedded-postgres.js';
import { serveQueue, type ServedQueue } from '../harness/queue.js';
import { buildCity, type BenchCity } from './city.js';
import { Processes } from './processes.js';

export interface Size {
  readonly units: number;
  /** Lines that each unit has to answer. */
  readonly items: number;
}

export interface Layout {
  readonly backend: 'pg' | 'redis' | 'cluster';
  readonly apis: number;
  readonly workers: number;
}

/** A database of the wanted size on a PostgreSQL with the product's own settings, and the product running on it. */
export class Ground {
  private constructor(
    readonly size: Size,
    readonly city: BenchCity,
    /** As the owner, beside the product. */
    readonly database: pg.Pool,
    readonly processes: Processes,
    private readonly remove: () => void,
    readonly queue: ServedQueue,
  ) {}

  static async prepared(size: Size, layout: Layout): Promise<Ground> {
    const folder = mkdtempSync(path.join(tmpdir(), 'qingkong-bench-'));
    const postgres = await startPostgres(folder);
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
    return new Ground(size, city, database, processes, remove, queue);
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

  /** Bytes written to the log so far. */
  async walBytes(): Promise<number> {
    return Number((await this.one<{ bytes: string }>(`SELECT pg_current_wal_insert_lsn() - '0/0'::pg_lsn AS bytes`)).bytes);
  }
}

function removed(postgres: EmbeddedPostgres, folder: string): void {
  postgres.stop();
  rmSync(folder, { recursive: true, force: true });
}
