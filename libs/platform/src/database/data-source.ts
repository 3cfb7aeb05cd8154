import type { Type } from '@nestjs/common';
import { DataSource, type MigrationInterface } from 'typeorm';
import { connectionOf, type ProcessKind } from './pools.js';

/** What a context brings to the database; `config/contexts.ts` collects them in story order. */
export interface Rows {
  readonly entities: Type[];
  readonly migrations: Type<MigrationInterface>[];
  /** Tables whose rows mean nothing once a backup is restored. */
  readonly notInBackups?: readonly string[];
}

export interface DataSourceSettings {
  readonly kind: ProcessKind;
  readonly url: string;
  readonly poolSize: number;
  readonly entities: Type[];
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
    extra: connectionOf(settings.kind, settings.url, settings.kind),
    // A broken idle connection is replaced by the pool; the next query says so if the database is gone.
    poolErrorHandler: () => undefined,
    logging: false,
  });
}
