import type { CommandBus } from '@nestjs/cqrs';
import { setTimeout as sleep } from 'node:timers/promises';
import { testDatabase } from '../../../../test/harness/database.js';
import { testEnvironment } from '../../../../test/harness/stage.js';
import type { BatchRunner } from '../journal/batch-runner.js';
import { JobRunner } from './job-runner.js';
import { QueueBackend } from './queue-backend.js';
import { Queues } from './queues.js';

describe('a runner that is told to leave while it is still beginning', () => {
  it('gives every connection of the queue back, however early that comes', async () => {
    const database = await testDatabase();
    for (const later of [0, 1, 2, 5, 10, 20, 50, 100]) {
      const backend = new QueueBackend(testEnvironment(database.url));
      const queues = new Queues(backend);
      const closing = new AbortController();
      const running = new JobRunner(queues, backend, {} as BatchRunner, {} as CommandBus).run(closing.signal);
      await sleep(later);
      closing.abort();
      await running;
      await queues.onModuleDestroy();
      // Waits for each connection that somebody still holds.
      await backend.onApplicationShutdown();
    }
    await database.drop();
  });
});
