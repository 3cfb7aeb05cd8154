import { Injectable, Logger } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { UnrecoverableError, type Job, type Worker } from 'bullmq';
import { BatchRunner } from '../journal/batch-runner.js';
import { pause } from '../leading/leadership.js';
import { Refusal } from '../refusal.js';
import { jobs, LANES, type Lane } from './job.js';
import { QueueBackend } from './queue-backend.js';
import { BATCH_JOB, Queues } from './queues.js';
import { standsStill, type Hands } from './standing-still.js';

const AGAIN_MS = 500;

/** Running jobs get this long to end when the process closes; what is unfinished then is run by another worker. */
const LAST_JOBS_MS = 15_000;

/** The only consumer of the queues: a job names a batch or a command, and this runs it. */
@Injectable()
export class JobRunner {
  private readonly log = new Logger(JobRunner.name);
  private readonly inHand = new Set<Promise<void>>();

  constructor(
    private readonly queues: Queues,
    private readonly backend: QueueBackend,
    private readonly batches: BatchRunner,
    private readonly commands: CommandBus,
  ) {}

  /** Works until `closing`, then lets running jobs end. */
  async run(closing: AbortSignal): Promise<void> {
    await Promise.all(LANES.map((lane) => this.serve(lane, closing)));
  }

  private async serve(lane: Lane, closing: AbortSignal): Promise<void> {
    const closed = new Promise<false>((resolve) => (closing.aborted ? resolve(false) : closing.addEventListener('abort', () => resolve(false), { once: true })));
    for (;;) {
      const hands: Hands = { busy: 0, taken: 0 };
      const worker = await this.ready(lane, hands, closing, closed);
      if (!worker) return;
      const running = worker.run();
      const isStuck = this.backend.mayFallSilent ? await standsStill(hands, () => this.queues.waiting(lane), closing) : await closed;
      if (!isStuck) return this.retire(worker, running);
      this.log.warn(`lane ${lane}: jobs wait and none is taken; another worker takes the place of this one`);
      running.catch(() => undefined);
      void worker.close(true).catch(() => undefined);
    }
  }

  /** BullMQ remembers for ever that the database was away when a worker began; then another one takes its place. */
  private async ready(lane: Lane, hands: Hands, closing: AbortSignal, closed: Promise<false>): Promise<Worker | null> {
    while (!closing.aborted) {
      const worker = this.backend.worker(lane, (job: Job<{ epoch?: string }>) => this.take(job, hands));
      this.watch(worker);
      // A worker on Redis waits for it as long as it takes.
      const ready = worker.waitUntilReady().then(() => true, () => false);
      if (await Promise.race([closed, ready])) return worker;
      // One on PostgreSQL that is closed before it is ready takes its connection afterwards, and never gives it back.
      if (!this.backend.mayFallSilent) await ends(ready);
      await ends(worker.close(true).catch(() => undefined));
      await pause(AGAIN_MS, closing);
    }
    return null;
  }

  /** BullMQ can take leave of a Redis that answers only; of one that is away this process takes leave by itself, after its running jobs. */
  private async retire(worker: Worker, running: Promise<void>): Promise<void> {
    if (await this.backend.takesWork()) return void (await ends(Promise.allSettled([worker.close(), running])));
    running.catch(() => undefined);
    await ends(Promise.allSettled([...this.inHand, worker.close(true)]));
  }

  private take(job: Job<{ epoch?: string }>, hands: Hands): Promise<void> {
    hands.taken += 1;
    hands.busy += 1;
    const work = this.process(job);
    this.inHand.add(work);
    return work.finally(() => {
      hands.busy -= 1;
      this.inHand.delete(work);
    });
  }

  private async process(job: Job<{ epoch?: string }>): Promise<void> {
    const { epoch, ...payload } = job.data;
    if (!(await this.backend.epoch.isNow(epoch))) return this.log.warn(`job ${job.name} is of another life of this installation, before a backup was restored: it is ignored`);
    if (job.name === BATCH_JOB) return this.batches.run((payload as { batchId: string }).batchId);
    const definition = jobs.get(job.name);
    if (!definition) throw new UnrecoverableError(`No job is known as ${job.name}.`);
    try {
      await this.commands.execute(new definition.command(payload));
    } catch (error) {
      // A refusal will not change its mind; everything else may be over in a minute.
      if (error instanceof Refusal) throw new UnrecoverableError(error.message);
      throw error;
    }
  }

  private watch(worker: Worker): void {
    worker.on('error', (error) => {
      this.log.warn(`lane ${worker.name}: ${error.message}`);
      this.backend.heard(error);
    });
    worker.on('failed', (job, error) => this.log.warn(`job ${job?.name ?? '?'} failed: ${error.message}`));
  }
}

function ends(work: Promise<unknown>): Promise<unknown> {
  return Promise.race([work, new Promise((resolve) => setTimeout(resolve, LAST_JOBS_MS).unref())]);
}
