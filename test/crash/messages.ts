import type { Queue } from 'bullmq';
import { setTimeout as sleep } from 'node:timers/promises';
import { Environment } from '#config/environment';
import { retire } from '#platform';
import { QueueBackend } from '../../libs/platform/src/jobs/queue-backend.js';
import { BATCH_JOB } from '../../libs/platform/src/jobs/queues.js';
import type { Chance } from './chance.js';
import type { RedisQueue } from './queue.js';
import type { Server } from './server.js';

/** What the suite wrote into the journal to be found indigestible. */
export const POISON_TABLE = 'CREATE TABLE crash_poison (entry_id bigint PRIMARY KEY, type text NOT NULL)';

const [AGAIN_MS, PATIENCE_MS] = [200, 20_000];

const QUEUE_TABLES = `SELECT format('bullmq.%I', tablename) AS name FROM pg_tables WHERE schemaname = 'bullmq' AND tablename NOT LIKE '%migration%'`;
const NEWEST = `SELECT id FROM journal_batch ORDER BY id DESC LIMIT 40`;
/** Written past the product, with the pointer that the relay follows. */
const POISON = `
  WITH city AS (SELECT jurisdiction_id, count(*) FROM response_response GROUP BY 1 ORDER BY max(activated_at) DESC LIMIT 1), entry AS (
    INSERT INTO journal (jurisdiction_id, type, subject, audience, data)
    SELECT city.jurisdiction_id, poison.type, 'checklist/-' || poison.n, '{}', poison.data
      FROM city, jsonb_to_recordset($1::jsonb) AS poison(type text, n int, data jsonb)
    RETURNING id, type
  ), pointer AS (INSERT INTO journal_pending SELECT id FROM entry)
  INSERT INTO crash_poison SELECT id, type FROM entry`;

/** What is in the queue, and what was, arrives again: twice, in another order, and a recurring job three times at once. */
export const repeats = (server: Server, redis: RedisQueue | null, database: string, chance: Chance): Promise<void> =>
  reaching(server, redis, database, async (queue, epoch) => {
    const newest = (await server.once<{ id: string }>(database, NEWEST)).map(({ id }) => id);
    const again = chance.shuffled([...newest, ...newest]).map((batchId) => ({ name: BATCH_JOB, data: { batchId, epoch }, opts: { removeOnComplete: true, removeOnFail: true, jobId: `again-${chance.key()}` } }));
    const recurring = [1, 2, 3].map((n) => ({ name: retire.name, data: { epoch }, opts: { removeOnComplete: true, removeOnFail: true, jobId: `retire-${n}` } }));
    await queue.addBulk([...again, ...recurring]);
  });

/** Jobs that name no batch, of this life or another, or nothing that could be one, or that nobody knows. */
export const strays = (server: Server, redis: RedisQueue | null, database: string, chance: Chance): Promise<void> =>
  reaching(server, redis, database, async (queue, epoch) => {
    const data: unknown[] = [...['999999999', 'x; DROP TABLE journal', null, ['1'], -1, undefined].map((batchId) => ({ batchId, epoch })), { batchId: '1' }, {}, [], 'words', 7, { deep: { er: '晴空'.repeat(5_000) } }];
    const jobs = data.map((what) => ({ name: BATCH_JOB, data: what }));
    const unknown = [{ name: 'nobody.knows-this', data: { epoch } }, { name: '', data: { epoch } }];
    await queue.addBulk(chance.shuffled([...jobs, ...unknown]).map((job) => ({ ...job, opts: { attempts: 3, removeOnComplete: true, removeOnFail: true } })));
  });

/** The queue in PostgreSQL loses everything; the rows that wait do not know. */
export async function empties(server: Server, database: string): Promise<void> {
  const tables = await server.once<{ name: string }>(database, QUEUE_TABLES);
  await server.once(database, `TRUNCATE ${tables.map(({ name }) => name).join(', ')} CASCADE`);
}

/** Entries that two subscribers cannot digest, among those that they can. They are written down: exactly they must end on the dead list. */
export async function poisons(server: Server, database: string, chance: Chance): Promise<void> {
  const n = chance.whole(1, 1_000_000_000);
  const arrived = { type: 'checklist.delivered', n, data: { jurisdictionId: 'nowhere', unitId: 'nobody', revision: 1, checklistId: 'none' } };
  const block = { type: 'checklist.block-issued', n: n + 1, data: { jurisdictionId: 'nowhere', responseId: 'none', revision: 1, kind: 'issued', fromId: 'a', toId: 'z' } };
  await server.once(database, POISON, [JSON.stringify([arrived, block])]);
}

/** As the product reaches its queue, but for the wires. */
async function reaching(server: Server, redis: RedisQueue | null, database: string, work: (queue: Queue, epoch: string) => Promise<unknown>): Promise<void> {
  const environment = Object.assign(new Environment(), { DATABASE_URL: server.url(database), REDIS_URL: redis?.url(false) });
  for (const began = Date.now(); ; await sleep(AGAIN_MS)) {
    await server.up;
    const failure = await once(new QueueBackend(environment), work).then(() => null, (error: Error) => error);
    if (!failure) return;
    if (Date.now() - began > PATIENCE_MS) throw failure;
  }
}

/** Each try with a queue of its own: BullMQ remembers for ever that the database was away at its first use. */
async function once(backend: QueueBackend, work: (queue: Queue, epoch: string) => Promise<unknown>): Promise<void> {
  const queue = backend.queue('urgent');
  queue.on('error', () => undefined);
  try {
    await work(queue, await backend.epoch.current());
  } finally {
    await queue.close().catch(() => undefined);
    await backend.onApplicationShutdown().catch(() => undefined);
  }
}
