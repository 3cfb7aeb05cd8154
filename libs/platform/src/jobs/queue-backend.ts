import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { createPostgresBackend, Queue, Worker, type Processor, type QueueOptions, type WorkerOptions } from 'bullmq';
import { Redis } from 'ioredis';
import pg from 'pg';
import { Environment } from '#config/environment';
import { APPLICATION_ROLE, connectionOf } from '../database/pools.js';
import type { Lane } from './job.js';
import { RestoreEpoch } from './restore-epoch.js';

/** Keys of one Redis Cluster slot; without the braces a cluster refuses BullMQ's scripts. */
const PREFIX = '{qk}';

/** Default 1 would move a job to "failed" at the second crash of its worker. */
const STALLS = 100;

/** After its connection was lost a worker looks again so soon; by default it would stand still for 15 seconds. */
const COMES_BACK_MS = 1_000;

/** Where BullMQ keeps its jobs: PostgreSQL by default, Redis when REDIS_URL is set. */
@Injectable()
export class QueueBackend implements OnApplicationShutdown {
  private pool?: pg.Pool;
  /** Asked over the queue's own connections. */
  readonly epoch = new RestoreEpoch(() => (this.pool ??= this.openPool()));
  private readonly connections: Redis[] = [];

  constructor(private readonly environment: Environment) {}

  queue(lane: Lane): Queue {
    if (this.environment.REDIS_URL) return new Queue(lane, { connection: this.redis(false), prefix: PREFIX });
    return new Queue(lane, this.onPostgres<QueueOptions>({}), createPostgresBackend as never);
  }

  worker(lane: Lane, processor: Processor, concurrency: number): Worker {
    const lockDuration = this.environment.QUEUE_LOCK_SECONDS * 1_000;
    const options = { lockDuration, stalledInterval: lockDuration / 2, maxStalledCount: STALLS, runRetryDelay: COMES_BACK_MS, concurrency, autorun: false };
    if (this.environment.REDIS_URL) return new Worker(lane, processor, { ...options, connection: this.redis(true), prefix: PREFIX });
    return new Worker(lane, processor, this.onPostgres<WorkerOptions>(options), createPostgresBackend as never);
  }

  async onApplicationShutdown(): Promise<void> {
    await Promise.allSettled(this.connections.map((connection) => connection.quit()));
    await this.pool?.end();
  }

  private onPostgres<Options>(options: object): Options {
    this.pool ??= this.openPool();
    return { ...options, connection: this.pool } as Options;
  }

  private openPool(): pg.Pool {
    const settings = connectionOf('worker', this.environment.DATABASE_URL!, 'queue');
    const pool = new pg.Pool({ ...settings, max: 12, options: `-c role=${APPLICATION_ROLE} -c search_path=bullmq` });
    pool.on('error', () => undefined);
    return pool;
  }

  /** A worker waits for Redis for ever; a producer fails fast, because the sweep will hand its work on. */
  private redis(patient: boolean): Redis {
    const connection = new Redis(this.environment.REDIS_URL!, { maxRetriesPerRequest: patient ? null : 1, enableOfflineQueue: patient });
    connection.on('error', () => undefined);
    this.connections.push(connection);
    return connection;
  }
}
