import type { Type } from '@nestjs/common';
import { setTimeout as sleep } from 'node:timers/promises';
import { DataSource, type MigrationInterface } from 'typeorm';
import { connectionOf, pooled, type ProcessKind } from './pools.js';

/** What a context brings to the database; `config/contexts.ts` collects them in story order. */
export interface Rows {
  readonly entities: Type[];
  readonly migrations: Type<MigrationInterface>[];
  /** Tables whose rows mean nothing once a backup is restored. */
  readonly notInBackups?: readonly string[];
}

/** Token of the second pool of an api, for what is only looked at; null in processes that have no door. */
export const VIEWS = 'qingkong:views';

export interface DataSourceSettings {
  readonly kind: ProcessKind;
  readonly url: string;
  readonly poolSize: number;
  readonly entities: Type[];
  /** Tells its connections apart in pg_stat_activity; the kind of process unless given. */
  readonly name?: string;
}

/** The pool of one process. `synchronize` is never on: the schema comes from migrations alone. */
export function dataSource(settings: DataSourceSettings): DataSource {
  return new DataSource({
    type: 'postgres',
    url: settings.url,
    entities: settings.entities,
    synchronize: false,
    installExtensions: false,
    poolSize: settings.poolSize,
    extra: { ...connectionOf(settings.kind, settings.url, settings.name ?? settings.kind), ...pooled(settings.kind) },
    // A broken idle connection is replaced by the pool; the next query says so if the database is gone.
    poolErrorHandler: () => undefined,
    logging: false,
  });
}

const WAITS_MS = 30_000;
const AGAIN_MS = 500;
/** `cannot_connect_now`: PostgreSQL is starting, or recovering from a power cut. */
const STARTING = '57P03';

/**
 * The pool, open. On a machine that is busy with starting everything at once the database may answer late: then it is asked again
 * for half a minute. Where nobody listens at all, that is said at once.
 */
export async function openedDataSource(settings: DataSourceSettings): Promise<DataSource> {
  for (const began = performance.now(); ; await sleep(AGAIN_MS)) {
    try {
      return await dataSource(settings).initialize();
    } catch (error) {
      if (!isLate(error as NodeJS.ErrnoException) || performance.now() - began > WAITS_MS) throw error;
    }
  }
}

/** Pool and client each measure the time; whoever is first says it in words of its own. */
const isLate = ({ code, message }: NodeJS.ErrnoException): boolean => code === STARTING || /timeout|terminated unexpectedly/i.test(message);
