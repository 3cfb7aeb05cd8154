import type { Type } from '@nestjs/common';
import { Test, type TestingModule } from '@nestjs/testing';
import { CommandBus, QueryBus, type Command, type Query } from '@nestjs/cqrs';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { CHAPTERS, ENTITIES } from '#config/contexts';
import { Environment } from '#config/environment';
import { actingAs, PlatformModule, type Actor } from '#platform';
import { testDatabase, type TestDatabase } from './database.js';
import { testQueue } from './queue.js';

/** All contexts on a database of their own, without HTTP and without a worker: for tests where SQL or locking is the point. */
export interface Stage {
  readonly module: TestingModule;
  readonly database: TestDatabase;
  command<Result>(command: Command<Result>, actor?: Actor): Promise<Result>;
  query<Result>(query: Query<Result>): Promise<Result>;
  close(): Promise<void>;
}

export function testEnvironment(databaseUrl: string, more: Partial<Environment> = {}): Environment {
  const DATA_DIR = mkdtempSync(path.join(tmpdir(), 'qingkong-data-'));
  return Object.assign(new Environment(), { NODE_ENV: 'test', DATABASE_URL: databaseUrl, DATA_DIR, LOG_LEVEL: 'error', DRAIN_SECONDS: 0, ...more });
}

export async function stage(more: Type[] = []): Promise<Stage> {
  const database = await testDatabase();
  const queue = await testQueue(database);
  const environment = testEnvironment(database.url, queue.settings);
  const module = await Test.createTestingModule({
    imports: [PlatformModule.forRoot(environment, 'api', ENTITIES), ...CHAPTERS.map((chapter) => chapter.module)],
    providers: more,
  }).compile();
  await module.init().catch(async (error: Error) => {
    await module.close().catch(() => undefined);
    await queue.stop();
    await database.drop();
    throw error;
  });
  return {
    module,
    database,
    command: (command, actor) => actingAs({ actor: actor ?? null }, () => module.get(CommandBus).execute(command)),
    query: (query) => module.get(QueryBus).execute(query),
    close: async () => {
      await module.close();
      await queue.stop();
      await database.drop();
    },
  };
}
