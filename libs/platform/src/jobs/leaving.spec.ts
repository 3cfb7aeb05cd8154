import type { CommandBus } from '@nestjs/cqrs';
import { setTimeout as sleep } from 'node:timers/promises';
import { Wire } from '../../../../test/crash/wire.js';
import { testDatabase } from '../../../../test/harness/database.js';
import { testEnvironment } from '../../../../test/harness/stage.js';
import type { BatchRunner } from '../journal/batch-runner.js';
import { JobRunner } from './job-runner.js';
import { QueueBackend } from './queue-backend.js';
import { Queues } from './queues.js';

describe('a runner that is told to leave while it is still beginning', () => {
  it('gives every connection of the queue back, however early that comes', async () => {
    const database = await testDatabase();
    const there = new URL(database.url);
    const wire = await Wire.to(Number(there.port));
    there.port = String(wire.port);
    // Each step of a beginning takes its time, so that the order to leave comes between any two of them.
    wire.slow();
    for (const later of [0, 20, 50, 100, 150, 200, 250, 300, 350, 400, 450, 500, 600, 800]) {
      const backend = new QueueBackend(testEnvironment(there.href));
      const queues = new Queues(backend);
      const closing = new AbortController();
      const running = new JobRunner(queues, backend, {} as BatchRunner, {} as CommandBus).run(closing.signal);
      await sleep(later);
      closing.abort();
      await running;
      // The others of the process take their leave meanwhile.
      await sleep(400);
      await queues.onModuleDestroy();
      // Waits for each connection that somebody still holds.
      await backend.onApplicationShutdown();
    }
    wire.close();
    await database.drop();
  });
});
