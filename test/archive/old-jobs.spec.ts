import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { Logger } from '@nestjs/common';
import type { CommandBus } from '@nestjs/cqrs';
import { testDatabase, type TestDatabase } from '../harness/database.js';
import { serveQueue, type ServedQueue } from '../harness/queue.js';
import { testEnvironment } from '../harness/stage.js';
import type { BatchRunner } from '../../libs/platform/src/journal/batch-runner.js';
import { JobRunner } from '../../libs/platform/src/jobs/job-runner.js';
import { QueueBackend } from '../../libs/platform/src/jobs/queue-backend.js';
import { BATCH_JOB, Queues } from '../../libs/platform/src/jobs/queues.js';

const REDIS = process.env.QK_REDIS_SERVER;
const backends = [['PostgreSQL', 'pg'], ['Redis', 'redis'], ['a Redis Cluster', 'cluster']] as const;

/** After a restore a queue may still hold jobs of the time before: the queue was not part of the backup. */
describe.each(backends)('jobs of another life of the installation, in a queue on %s', (_name, where) => {
  const missing = where !== 'pg' && !REDIS;
  const runs = missing ? it.skip : it;
  let database: TestDatabase;
  let queue: ServedQueue;
  let backend: QueueBackend;
  let queues: Queues;
  let ran: string[];
  let closing: AbortController;
  let running: Promise<void>;

  const begin = (): void => {
    const batches = { run: (id: string) => Promise.resolve(void ran.push(id)) };
    running = new JobRunner(queues, backend, batches as unknown as BatchRunner, {} as CommandBus).run(closing.signal);
  };
  /** Handed on again and again, as the sweep does. */
  const hasRun = async (id: string): Promise<void> => {
    for (let round = 0; !ran.includes(id); round++, await sleep(20)) if (round % 50 === 0) await queues.handBatches([id]);
  };
  const emptied = async (): Promise<void> => {
    while ((await queues.depth('urgent')) > 0) await sleep(20);
  };
  const old = (batchId: string, epoch?: string): Promise<unknown> =>
    backend.queue('urgent').add(BATCH_JOB, { batchId, ...(epoch ? { epoch } : {}) }, { jobId: `batch-${batchId}`, removeOnComplete: true, removeOnFail: true });
  const restored = (): Promise<unknown> => database.query('UPDATE platform_restore_epoch SET epoch = gen_random_uuid()');

  beforeEach(async () => {
    if (missing) return;
    Logger.overrideLogger(false);
    queue = await serveQueue(where);
    database = await testDatabase();
    backend = new QueueBackend(testEnvironment(database.url, { QUEUE_LOCK_SECONDS: 1, ...queue.settings }));
    queues = new Queues(backend);
    [ran, closing, running] = [[], new AbortController(), Promise.resolve()];
  });
  afterEach(async () => {
    if (missing) return;
    closing.abort();
    await running;
    await queues.onModuleDestroy();
    await backend.onApplicationShutdown();
    await database.drop();
    await queue.stop();
  });

  runs('are taken off the queue and ignored, also those of a version that knew no epochs', async () => {
    await old('1', randomUUID());
    await old('2');
    await queues.handBatches(['3']);
    begin();
    await hasRun('3');
    await emptied();
    expect(new Set(ran)).toEqual(new Set(['3']));
  });

  runs('do not keep out a job of today for the same batch', async () => {
    await queues.handBatches(['4']);
    await restored();
    const today = new QueueBackend(testEnvironment(database.url, queue.settings));
    const fresh = new Queues(today);
    await fresh.handBatches(['4']);
    expect(await fresh.depth('urgent')).toBe(2);
    await fresh.onModuleDestroy();
    await today.onApplicationShutdown();
    await backend.epoch.current(0);
    begin();
    await hasRun('4');
    await emptied();
    expect(new Set(ran)).toEqual(new Set(['4']));
  });

  runs('are told from those of today by a process that has lived through the restore', async () => {
    begin();
    await hasRun('5');
    await restored();
    const late = new QueueBackend(testEnvironment(database.url, queue.settings));
    const fresh = new Queues(late);
    for (let round = 0; !ran.includes('6'); round++, await sleep(20)) if (round % 50 === 0) await fresh.handBatches(['6']);
    await fresh.onModuleDestroy();
    await late.onApplicationShutdown();
    expect(ran).toContain('6');
  });
});
