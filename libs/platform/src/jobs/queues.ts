import { Injectable, Logger, type OnModuleDestroy } from '@nestjs/common';
import { Queue, type JobsOptions } from 'bullmq';
import { QueueBackend } from './queue-backend.js';
import { LANES, type JobDefinition, type Lane } from './job.js';

/** Names a batch's job; the batch row is the fact, the job only a hint that it waits. */
export const BATCH_JOB = 'journal.run-batch';
const FORGET: JobsOptions = { removeOnComplete: true, removeOnFail: true };
/** The runner itself decides when a batch is halved or dead; the queue only repeats, ever more slowly. */
const REPEAT: JobsOptions = { attempts: 12, backoff: { type: 'exponential', delay: 200 } };

const jobOf = (batchId: string, epoch: string): string => within(epoch, `batch-${batchId}`);

/** The one place that puts work into BullMQ. */
@Injectable()
export class Queues implements OnModuleDestroy {
  private readonly log = new Logger(Queues.name);
  private readonly open = new Map<Lane, Queue>();

  constructor(private readonly backend: QueueBackend) {}

  /** Hands batches to the workers. A finished or failed job leaves nothing behind, so the same id can be handed again. */
  async handBatches(ids: readonly string[]): Promise<void> {
    if (ids.length === 0) return;
    const epoch = await this.backend.epoch.current();
    const job = (batchId: string) => ({ name: BATCH_JOB, data: { batchId, epoch }, opts: { ...FORGET, ...REPEAT, jobId: jobOf(batchId, epoch) } });
    await this.backend.asked(() => this.lane('urgent').addBulk(ids.map(job)));
  }

  async add<Payload extends object>(job: JobDefinition<Payload>, payload: Payload): Promise<void> {
    const epoch = await this.backend.epoch.current();
    const options = { ...FORGET, jobId: within(epoch, job.key(payload)), attempts: job.attempts, backoff: { type: 'exponential', delay: 1_000 } };
    await this.backend.asked(() => this.lane(job.lane).add(job.name, { ...payload, epoch }, options));
  }

  /** Jobs that wait or run, per lane: for the metrics page. */
  async depth(lane: Lane): Promise<number> {
    return this.backend.asked(() => this.lane(lane).getJobCountByTypes('waiting', 'prioritized', 'delayed', 'active'));
  }

  /** Those of these batches whose job is in no list of the queue: emptied, lost with a master, or never taken. What is left of one is cleared away. */
  async lost(batchIds: readonly string[]): Promise<string[]> {
    const queue = this.lane('urgent');
    const epoch = await this.backend.epoch.current();
    const states = await this.backend.asked(() => Promise.all(batchIds.map((id) => queue.getJobState(jobOf(id, epoch)))));
    // A delay counts by the clock of whoever failed: a host whose clock is hours ahead would keep it waiting for hours.
    const lost = batchIds.filter((_, n) => states[n] === 'unknown' || states[n] === 'delayed');
    await this.backend.asked(() => Promise.all(lost.map((id) => queue.remove(jobOf(id, epoch)).catch(() => 0))));
    return lost;
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

/** A job of a time before a restore may still wait under its id; it must not keep out one of today. */
const within = (epoch: string, id: string): string => `${id}-${epoch.slice(0, 8)}`;
