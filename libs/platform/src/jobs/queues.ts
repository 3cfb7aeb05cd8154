import { Injectable, Logger, type OnModuleDestroy } from '@nestjs/common';
import { Queue, type JobsOptions } from 'bullmq';
import { QueueBackend } from './queue-backend.js';
import { LANES, type JobDefinition, type Lane } from './job.js';

/** Names a batch's job; the batch row is the fact, the job only a hint that it waits. */
export const BATCH_JOB = 'journal.run-batch';
const FORGET: JobsOptions = { removeOnComplete: true, removeOnFail: true };
/** The runner itself decides when a batch is halved or dead; the queue only repeats, ever more slowly. */
const REPEAT: JobsOptions = { attempts: 12, backoff: { type: 'exponential', delay: 200 } };

/** The one place that puts work into BullMQ. */
@Injectable()
export class Queues implements OnModuleDestroy {
  private readonly log = new Logger(Queues.name);
  private readonly open = new Map<Lane, Queue>();

  constructor(private readonly backend: QueueBackend) {}

  /** Hands batches to the workers. A finished or failed job leaves nothing behind, so the same id can be handed again. */
  async handBatches(ids: readonly string[]): Promise<void> {
    if (ids.length === 0) return;
    await this.lane('urgent').addBulk(ids.map((batchId) => ({ name: BATCH_JOB, data: { batchId }, opts: { ...FORGET, ...REPEAT, jobId: `batch-${batchId}` } })));
  }

  async add<Payload extends object>(job: JobDefinition<Payload>, payload: Payload): Promise<void> {
    await this.lane(job.lane).add(job.name, payload, {
      ...FORGET,
      jobId: job.key(payload),
      attempts: job.attempts,
      backoff: { type: 'exponential', delay: 1_000 },
    });
  }

  /** Jobs that wait or run, per lane: for the metrics page. */
  async depth(lane: Lane): Promise<number> {
    return this.lane(lane).getJobCountByTypes('waiting', 'prioritized', 'delayed', 'active');
  }

  /** The queues themselves, in the order of the lanes, for whoever shows them. Nobody else puts work into them. */
  all(): Queue[] {
    return LANES.map((lane) => this.lane(lane));
  }

  async onModuleDestroy(): Promise<void> {
    await Promise.allSettled([...this.open.values()].map((queue) => queue.close()));
  }

  private lane(lane: Lane): Queue {
    const known = this.open.get(lane);
    if (known) return known;
    const queue = this.backend.queue(lane);
    queue.on('error', (error) => this.log.warn(`queue ${lane}: ${error.message}`));
    this.open.set(lane, queue);
    // BullMQ remembers for ever that the database was away at its first use; then the next one to hand work on begins anew.
    queue.waitUntilReady().catch(() => this.forget(lane, queue));
    return queue;
  }

  private forget(lane: Lane, queue: Queue): void {
    if (this.open.get(lane) === queue) this.open.delete(lane);
    void queue.close().catch(() => undefined);
  }
}
