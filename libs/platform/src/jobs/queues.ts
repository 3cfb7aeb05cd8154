import { Injectable, Logger, type OnModuleDestroy } from '@nestjs/common';
import { Queue, type JobsOptions } from 'bullmq';
import { QueueBackend } from './queue-backend.js';
import { LANES, type JobDefinition, type Lane } from './job.js';

/** Names a batch's job; the batch row is the fact, the job only a hint that it waits. */
export const BATCH_JOB = 'journal.run-batch';
const FORGET: JobsOptions = { removeOnComplete: true, removeOnFail: true };
/** The runner itself decides when a batch is halved or dead; the queue only repeats, ever more slowly. */
const REPEAT: JobsOptions = { attempts: 12, backoff: { type: 'exponential', delay: 200 } };

/** A batch that was handed on: how often the sweep had to do it again, each time as a job of its own. */
export interface Handed {
  readonly id: string;
  readonly repairs: number;
}

const jobOf = ({ id, repairs }: Handed, epoch: string): string => within(epoch, repairs === 0 ? `batch-${id}` : `batch-${id}-${repairs}`);

/** The one place that puts work into BullMQ. */
@Injectable()
export class Queues implements OnModuleDestroy {
  private readonly log = new Logger(Queues.name);
  private readonly open = new Map<Lane, Queue>();

  constructor(private readonly backend: QueueBackend) {}

  /** Hands batches to the workers. A finished or failed job leaves nothing behind, so the same id can be handed again. */
  async handBatches(ids: readonly string[]): Promise<void> {
    await this.handAgain(ids.map((id) => ({ id, repairs: 0 })));
  }

  /** Hands on what was lost, past whatever is left of the earlier job. */
  async handAgain(batches: readonly Handed[]): Promise<void> {
    if (batches.length === 0) return;
    const epoch = await this.backend.epoch.current();
    const job = (batch: Handed) => ({ name: BATCH_JOB, data: { batchId: batch.id, epoch }, opts: { ...FORGET, ...REPEAT, jobId: jobOf(batch, epoch) } });
    await this.backend.asked(() => this.lane('urgent').addBulk(batches.map(job)));
  }

  /** `turn` tells this time from the others, where the same work recurs. */
  async add<Payload extends object>(job: JobDefinition<Payload>, payload: Payload, turn: string): Promise<void> {
    const epoch = await this.backend.epoch.current();
    const options = { ...FORGET, jobId: within(epoch, `${job.key(payload)}-${turn}`), attempts: job.attempts, backoff: { type: 'exponential', delay: 1_000 } };
    await this.backend.asked(() => this.lane(job.lane).add(job.name, { ...payload, epoch }, options));
  }

  /** Jobs that wait or run, per lane: for the metrics page. */
  async depth(lane: Lane): Promise<number> {
    return this.backend.asked(() => this.lane(lane).getJobCountByTypes('waiting', 'prioritized', 'delayed', 'active'));
  }

  /** Jobs of the lane that nobody has taken yet. */
  async waiting(lane: Lane): Promise<number> {
    return this.backend.asked(() => this.lane(lane).getJobCountByTypes('waiting', 'prioritized'));
  }

  /**
   * Those of these batches, which nobody works on, that no worker is going to take: their job is gone (emptied, lost with
   * a master, never taken), or held by a worker that died, or put off. BullMQ measures holds and delays on PostgreSQL by the
   * clock of whoever failed: of a host whose clock is hours ahead they last for hours.
   */
  async lost(batches: readonly Handed[]): Promise<Handed[]> {
    const queue = this.lane('urgent');
    const epoch = await this.backend.epoch.current();
    const states = await this.backend.asked(() => Promise.all(batches.map((batch) => queue.getJobState(jobOf(batch, epoch)))));
    const lost = batches.filter((_, n) => states[n] === 'unknown' || states[n] === 'delayed' || states[n] === 'active');
    await this.backend.asked(() => Promise.all(lost.map((batch) => queue.remove(jobOf(batch, epoch)).catch(() => 0))));
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
