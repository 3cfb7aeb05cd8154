import { Injectable, Module, type INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { createPostgresBackend, Queue, runMigrations, Worker, type Job } from 'bullmq';
import { Cluster, Redis } from 'ioredis';
import pg from 'pg';
import { DataSource, type EntityManager } from 'typeorm';
import { redisNodes } from '#config/environment';
import { LoopChecklist, LoopDelivery, LoopItem } from './loop.entity.js';
import type { Peer, Place } from './peer.js';
import type { Order } from './rows.js';

const QUEUE = 'send';
const CONCURRENCY = 16;
const HOUR_MS = 3_600_000;

interface Payload {
  readonly checklistId: string;
}

/** As it is written first: for each unit its rows in one transaction by `save`, then a job. Between the two a crash loses the job. */
@Injectable()
class RaiseService {
  constructor(
    private readonly source: DataSource,
    private readonly queue: Queue<Payload>,
  ) {}

  async raise({ round, units, items }: Order): Promise<void> {
    for (let unit = 1; unit <= units; unit++) {
      const { id } = await this.source.transaction((manager) => this.keep(manager, round, unit, items));
      await this.queue.add('send', { checklistId: id }, { removeOnComplete: true });
    }
  }

  private async keep(manager: EntityManager, round: string, unit: number, items: number): Promise<LoopChecklist> {
    const now = Date.now();
    const at = (hours: number): Date => new Date(now + hours * HOUR_MS);
    const row = { jurisdictionId: round, responseId: round, unitId: String(unit), exercise: false, revision: 1, itemsTotal: items, issuedAt: at(0), acknowledgeBy: at(1), ringAt: at(0.5), sentAt: null };
    const list = await manager.save(manager.create(LoopChecklist, row));
    const lines = Array.from({ length: items }, (_, n) => manager.create(LoopItem, { checklistId: list.id, lineId: n + 1, role: 'responsible', state: 'open', confirmBy: at(24) }));
    await manager.save(lines);
    return list;
  }
}

@Injectable()
class SendService {
  constructor(private readonly source: DataSource) {}

  /** One checklist; whether it was new. */
  async send({ checklistId }: Payload): Promise<boolean> {
    return this.source.transaction(async (manager) => {
      const list = await manager.findOne(LoopChecklist, { where: { id: checklistId }, lock: { mode: 'pessimistic_write' } });
      if (!list || list.sentAt) return false;
      list.sentAt = new Date();
      await manager.save(list);
      const row = { jurisdictionId: list.jurisdictionId, thread: list.responseId, kind: 'checklist.issued', subject: `checklist/${list.id}`, round: 1, unitId: list.unitId };
      await manager.save(manager.create(LoopDelivery, { ...row, channel: 'in_app', exercise: false, state: 'sent', sentAt: list.sentAt }));
      return true;
    });
  }
}

/** NestJS 12 + TypeORM 1.1 + BullMQ 6.7 without any of this product's ideas. */
export class LoopPeer implements Peer {
  private app!: INestApplicationContext;
  private worker!: Worker<Payload>;
  private queue!: Queue<Payload>;
  private ends: () => Promise<void> = () => Promise.resolve();

  async starts(place: Place, delivered: (count: number) => void): Promise<void> {
    const bull = place.redisUrl ? this.onRedis(place.redisUrl) : await this.onPostgres(place);
    this.queue = bull.queue;
    const source = await new DataSource({ type: 'postgres', url: place.url, entities: [LoopChecklist, LoopItem, LoopDelivery], installExtensions: false, extra: { max: CONCURRENCY } }).initialize();
    const providers = [RaiseService, SendService, { provide: DataSource, useValue: source }, { provide: Queue, useValue: this.queue }];
    @Module({ providers })
    class LoopModule {}
    this.app = await NestFactory.createApplicationContext(LoopModule, { logger: false });
    const sends = this.app.get(SendService);
    this.worker = bull.worker(async (job) => delivered((await sends.send(job.data)) ? 1 : 0));
    this.worker.on('error', (error) => process.stderr.write(`BullMQ: ${error.message}\n`));
    await this.worker.waitUntilReady();
    const { ends } = this;
    this.ends = async () => {
      await source.destroy();
      await ends();
    };
  }

  raises(order: Order): Promise<void> {
    return this.app.get(RaiseService).raise(order);
  }

  async stops(): Promise<void> {
    await this.worker.close();
    await this.queue.close();
    await this.app.close();
    await this.ends();
  }

  private onRedis(url: string): { queue: Queue<Payload>; worker: (work: (job: Job<Payload>) => Promise<void>) => Worker<Payload> } {
    const nodes = redisNodes(url).map((node) => ({ host: node.hostname, port: Number(node.port) }));
    const connection = nodes.length > 1 ? new Cluster(nodes, { redisOptions: { maxRetriesPerRequest: null } }) : new Redis({ ...nodes[0]!, maxRetriesPerRequest: null });
    this.ends = async () => connection.disconnect();
    const options = { connection, prefix: '{peer}' };
    return { queue: new Queue(QUEUE, options), worker: (work) => new Worker(QUEUE, work, { ...options, concurrency: CONCURRENCY }) };
  }

  private async onPostgres({ url, schema }: Place): Promise<{ queue: Queue<Payload>; worker: (work: (job: Job<Payload>) => Promise<void>) => Worker<Payload> }> {
    const own = `${schema}_bull`;
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    await runMigrations(client as never, own);
    await client.end();
    const pool = new pg.Pool({ connectionString: url, max: CONCURRENCY, options: `-c search_path=${own}` });
    this.ends = () => pool.end();
    const options = { connection: pool as never };
    return {
      queue: new Queue(QUEUE, options, createPostgresBackend as never),
      worker: (work) => new Worker(QUEUE, work, { ...options, concurrency: CONCURRENCY }, createPostgresBackend as never),
    };
  }
}
