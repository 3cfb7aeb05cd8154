import type { TestDatabase } from './database.js';
import { TestRedisCluster } from './redis-cluster.js';
import { TestRedis } from './redis.js';

/** Where the queues of the tests live: `pg` (as it comes), `redis` or `cluster`. `npm test` runs the stories on each. */
export const QUEUE = (process.env.QK_TEST_QUEUE || 'pg') as 'pg' | 'redis' | 'cluster';

/** `empties` is absent where there is nothing of its own to empty. */
export type ServedQueue = Pick<TestQueue, 'settings' | 'stop'> & Partial<Pick<TestQueue, 'empties'>>;

/** The queue of one test: its own, so that no other test's worker takes its jobs. */
export interface TestQueue {
  /** As an environment has it; nothing when the queue lives in PostgreSQL. */
  readonly settings: { REDIS_URL?: string };
  /** Forgets every job, as if the queue had been lost. */
  empties(): Promise<void>;
  stop(): Promise<void>;
}

export async function testQueue(database: TestDatabase): Promise<TestQueue> {
  const served = await serveQueue(QUEUE);
  return { ...served, empties: served.empties ?? (() => emptyTables(database)) };
}

/** Starts what the backend needs; nothing for PostgreSQL, whose jobs are emptied with its tables. */
export async function serveQueue(backend: typeof QUEUE): Promise<ServedQueue> {
  switch (backend) {
    case 'pg':
      return { settings: {}, stop: () => Promise.resolve() };
    case 'redis': {
      const redis = await TestRedis.start();
      return { settings: { REDIS_URL: redis.url }, empties: async () => void (await redis.send('FLUSHALL')), stop: () => redis.stop() };
    }
    case 'cluster': {
      const cluster = await TestRedisCluster.start();
      return { settings: { REDIS_URL: cluster.url }, empties: () => cluster.flush(), stop: () => cluster.stop() };
    }
  }
}

async function emptyTables(database: TestDatabase): Promise<void> {
  const tables = await database.query<{ name: string }>(`SELECT format('bullmq.%I', tablename) AS name FROM pg_tables WHERE schemaname = 'bullmq' AND tablename NOT LIKE '%migration%'`);
  await database.query(`TRUNCATE ${tables.map((table) => table.name).join(', ')} CASCADE`);
}
