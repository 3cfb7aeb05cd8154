import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { Environment } from '#config/environment';
import { OutsideChannels } from '#notification';
import { armFailpoints, CheckRunner, ClockEngine, Heartbeat, JobRunner, refuseUnfitRedis, Relay, Sealer, Sweeper, Timetable, type JsonLog } from '#platform';
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
  const [leaving, last] = [new AbortController(), new AbortController()];
  app.get(CheckRunner).endsWith(leaving.signal);
  const makers = [
    app.get(ClockEngine).run(leaving.signal),
    app.get(Timetable).run(leaving.signal, timetable),
    app.get(Sweeper).run(leaving.signal),
    app.get(JobRunner).run(leaving.signal),
    app.get(OutsideChannels, { strict: false }).run(leaving.signal),
    app.get(OutsideHeartbeat).run(leaving.signal),
  ];
  // These see off what the others wrote last.
  const carriers = [app.get(Relay).run(last.signal), app.get(Sealer).run(last.signal), app.get(Heartbeat).run(last.signal, 'worker')];
  const health = environment.WORKER_HEALTH_PORT ? await serveHealth(app, environment, leaving.signal) : null;
  return {
    app,
    close: async () => {
      // Not ready; leaders step down and running jobs end; the relay's last pass; queues and pools. What is unfinished is found by the next worker.
      leaving.abort();
      await Promise.allSettled(makers);
      last.abort();
      await Promise.allSettled(carriers);
      health?.close();
      await app.close();
    },
  };
}
