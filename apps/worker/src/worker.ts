import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { Environment } from '#config/environment';
import { OutsideChannels } from '#notification';
import { armFailpoints, ClockEngine, Heartbeat, JobRunner, refuseUnfitRedis, Relay, Sealer, Sweeper, Timetable, type JsonLog } from '#platform';
import { serveHealth } from './health-port.js';
import { OutsideHeartbeat } from './outside-heartbeat.js';
import { timetable } from './timetable.js';
import { WorkerModule } from './worker.module.js';

export interface RunningWorker {
  readonly app: INestApplicationContext;
  close(): Promise<void>;
}

/** Relay, batch runner, clocks, sealer, timetable. Any number of workers may run: leaders are elected, the rest share the queues. */
export async function startWorker(environment: Environment, log: JsonLog): Promise<RunningWorker> {
  if (environment.NODE_ENV === 'test') armFailpoints(environment.FAILPOINTS);
  for (const remark of await refuseUnfitRedis(environment)) log.warn(remark, 'Queues');
  const app = await NestFactory.createApplicationContext(WorkerModule.forRoot(environment), { logger: log, abortOnError: false });
  const closing = new AbortController();
  // Leaders stop first, then the running jobs end; what is unfinished is found by the next worker.
  const running = [
    app.get(Relay).run(closing.signal),
    app.get(ClockEngine).run(closing.signal),
    app.get(Sealer).run(closing.signal),
    app.get(Timetable).run(closing.signal, timetable),
    app.get(Sweeper).run(closing.signal),
    app.get(JobRunner).run(closing.signal),
    app.get(OutsideChannels, { strict: false }).run(closing.signal),
    app.get(Heartbeat).run(closing.signal, 'worker'),
    app.get(OutsideHeartbeat).run(closing.signal),
  ];
  const health = environment.WORKER_HEALTH_PORT ? await serveHealth(app, environment) : null;
  return {
    app,
    close: async () => {
      closing.abort();
      health?.close();
      await Promise.allSettled(running);
      await app.close();
    },
  };
}
