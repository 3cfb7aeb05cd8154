import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { createPostgresBackend, Queue, Worker, type Processor, type QueueOptions, type WorkerOptions } from 'bullmq';
import pg from 'pg';
import { Environment } from '#config/environment';
import { APPLICATION_ROLE, connectionOf } from '../database/pools.js';
import type { Lane } from './job.js';
import { LateRedis } from './late-redis.js';
import { openRedis, PRODUCER_PATIENCE_MS, type RedisClient, type RedisProfile } from './redis.js';
import { RestoreEpoch } from './restore-epoch.js';

/** Keys of one Redis Cluster slot; without the braces a cluster refuses BullMQ's scripts. */
const PREFIX = '{qk}';

/** Default 1 would move a job to "failed" at the second crash of its worker. */
const STALLS = 100;

/** After its connection was lost a worker looks again so soon; by default it would stand still for 15 seconds. */
const COMES_BACK_MS = 1_000;

/** How long a connection that is just being made is waited for. */
const GREETING_MS = 1_000;

/** The queue cannot take work now. Nothing is lost: the rows wait, and the sweep hands them on. */
export class QueueDown extends Error {}

/** Where BullMQ keeps its jobs: PostgreSQL by default, Redis or a Redis Cluster when REDIS_URL is set. */
@Injectable()
export class QueueBackend implements OnApplicationShutdown {
  private pool?: pg.Pool;
  private readonly connections = new Map<RedisProfile, RedisClient>();
  /** Asked over the queue's own connections. */
  readonly epoch = new RestoreEpoch(() => (this.pool ??= this.openPool()));
  private readonly late: LateRedis;

  constructor(private readonly environment: Environment) {
    this.late = new LateRedis(environment);
  }

  queue(lane: Lane): Queue {
    if (this.environment.REDIS_URL) return new Queue(lane, { connection: this.redis('producer'), prefix: PREFIX });
    return new Queue(lane, this.onPostgres<QueueOptions>({}), createPostgresBackend as never);
  }

  worker(lane: Lane, processor: Processor): Worker {
    const concurrency = lane === 'slow' ? 1 : this.environment.WORKER_CONCURRENCY;
    const lockDuration = this.environment.QUEUE_LOCK_SECONDS * 1_000;
    const options = { lockDuration, stalledInterval: lockDuration / 2, maxStalledCount: STALLS, runRetryDelay: COMES_BACK_MS, concurrency, autorun: false };
    if (this.environment.REDIS_URL) return new Worker(lane, processor, { ...options, connection: this.redis('worker'), prefix: PREFIX });
    return new Worker(lane, processor, this.onPostgres<WorkerOptions>(options), createPostgresBackend as never);
  }

  /** Speaks to the queue, or fails soon with QueueDown: BullMQ by itself would wait for Redis as long as it takes. */
  async asked<T>(work: () => Promise<T>): Promise<T> {
    if (!this.environment.REDIS_URL) return work();
    const connection = this.redis('producer');
    if (!(await there(connection))) throw new QueueDown('Redis cannot be reached.');
    return inTime(work(), PRODUCER_PATIENCE_MS).catch((error: Error) => {
      if (saysNothing(error)) connection.disconnect(true);
      throw error;
    });
  }

  /** A connection on which nobody answers may be one whose other end is gone without a word; then another is made. */
  heard(error: Error): void {
    if (saysNothing(error)) this.connections.get('worker')?.disconnect(true);
  }

  /** Whether the queue takes work now. In PostgreSQL it lives and dies with the record. */
  async takesWork(): Promise<boolean> {
    if (!this.environment.REDIS_URL) return true;
    // Writing, not PING: a replica, a full memory or a slot without a master answers a PING as well.
    return this.asked(() => this.redis('producer').set(`${PREFIX}:alive`, 1, 'EX', 60)).then(() => true, () => false);
  }

  /** Why the queue that takes work may not be trusted with it; null when it may. */
  async unfit(): Promise<string | null> {
    return this.environment.REDIS_URL ? this.late.unfit() : null;
  }

  /** A connection to PostgreSQL that is lost says so; one to Redis may not. */
  get mayFallSilent(): boolean {
    return this.environment.REDIS_URL !== undefined;
  }

  async onApplicationShutdown(): Promise<void> {
    // Not `quit`: that would wait for a Redis that is away.
    for (const connection of this.connections.values()) connection.disconnect();
    const pool = this.pool;
    this.pool = undefined;
    await pool?.end();
  }

  private onPostgres<Options>(options: object): Options {
    this.pool ??= this.openPool();
    return { ...options, connection: this.pool } as Options;
  }

  /** A queue that forgets its last moments in a crash is a queue that the sweep makes good; so none of its commits waits for the disk. */
  private openPool(): pg.Pool {
    const settings = connectionOf('worker', this.environment.DATABASE_URL!, 'queue');
    const pool = new pg.Pool({ ...settings, max: 12, options: `-c role=${APPLICATION_ROLE} -c search_path=bullmq -c synchronous_commit=off` });
    pool.on('error', () => undefined);
    return pool;
  }

  private redis(profile: RedisProfile): RedisClient {
    const known = this.connections.get(profile);
    if (known) return known;
    const connection = openRedis(this.environment, profile).on('ready', () => this.late.arrived());
    this.connections.set(profile, connection);
    return connection;
  }
}

const saysNothing = (error: Error): boolean => error instanceof QueueDown || /command timed out/i.test(error.message);

/** Connected; a connection that is just being made gets a moment. */
async function there(connection: RedisClient): Promise<boolean> {
  if (!['wait', 'connecting', 'connect'].includes(connection.status)) return connection.status === 'ready';
  return inTime(new Promise((resolve) => connection.once('ready', resolve).once('close', resolve)), GREETING_MS).then(() => connection.status === 'ready', () => false);
}

function inTime<T>(work: Promise<T>, milliseconds: number): Promise<T> {
  let timer: NodeJS.Timeout;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new QueueDown('Redis does not answer.')), milliseconds);
  });
  work.catch(() => undefined);
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}
