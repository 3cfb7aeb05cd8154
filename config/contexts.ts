import type { DynamicModule, Type } from '@nestjs/common';
import type { MigrationInterface } from 'typeorm';
import { DirectoryModule, directoryRows } from '#directory';
import { Platform1795305600000, type Rows } from '#platform';
import type { Context } from './story.js';

interface Chapter {
  readonly name: Context;
  readonly module: Type | DynamicModule;
  readonly rows: Rows;
}

/** The contexts that exist, in story order: what the api and the worker both load. */
export const CHAPTERS: readonly Chapter[] = [
  { name: 'directory', module: DirectoryModule, rows: directoryRows },
];

export const ENTITIES: Type[] = CHAPTERS.flatMap((chapter) => chapter.rows.entities);

/** One timeline: migrations run in the order of their timestamps, which is story order for the first of each. */
export const MIGRATIONS: Type<MigrationInterface>[] = [Platform1795305600000, ...CHAPTERS.flatMap((chapter) => chapter.rows.migrations)];
