import { setTimeout as sleep } from 'node:timers/promises';
import { Logger } from '@nestjs/common';
import type { CommandBus } from '@nestjs/cqrs';
import { Worker } from 'bullmq';
import { testDatabase, type TestDatabase } from '../../../../test/harness/database.js';
import { testEnvironment } from '../../../../test/harness/stage.js';
import { TestRedisCluster } from '../../../../test/harness/redis-cluster.js';
import { redisServer, TestRedis } from '../../../../test/harness/redis.js';
import type { BatchRunner } from '../journal/batch-runner.js';
import { LANES } from './job.js';
import { JobRunner } from './job-runner.js';
import { QueueBackend } from './queue-backend.js';
import { Queues } from './queues.js';
import { openRedis } from './redis.js';

/** A worker and a producer on the same Redis; what ran is written down. */
class Workshop {
  readonly ran: string[] = [];
  readonly backend: QueueBackend;
  readonly queues: Queues;
  private readonly closing = new AbortController();
  private running: Promise<void> = Promise.resolve();

  constructor(url: string, databaseUrl: string, more: { REDIS_CA_FILE?: string } = {}) {
    const environment = testEnvironment(databaseUrl, { REDIS_URL: url, QUEUE_LOCK_SECONDS: 1, ...more });
    this.backend = new QueueBackend(environment);
    this.queues = new Queues(this.backend);
    const batches = { run: (id: string) => Promise.resolve(void this.ran.push(id)) } as unknown as BatchRunner;
    this.begin = () => (this.running = new JobRunner(this.queues, this.backend, batches, {} as CommandBus).run(this.closing.signal));
  }

  readonly begin: () => void;

  async runs(id: string): Promise<void> {
    while (!this.ran.includes(id)) await sleep(10);
  }

  /** As the relay and the sweep do: what was not taken is handed on again. */
  async handsOn(id: string): Promise<void> {
    while (!(await this.queues.handBatches([id]).then(() => true, () => false))) await sleep(50);
  }

  async ends(): Promise<void> {
    this.closing.abort();
    await this.running;
    await this.queues.onModuleDestroy();
    await this.backend.onApplicationShutdown();
  }
}

type Waiting = { waitForJob(this: Worker, until: number): Promise<number> };

/** No lane is left with a wait that does not end, not even while the queue refuses everything. */
async function everyLaneWaitsAnew(): Promise<void> {
  const prototype = Worker.prototype as unknown as Waiting;
  const { waitForJob } = prototype;
  const anew = new Set<string>();
  const spy = jest.spyOn(prototype, 'waitForJob').mockImplementation(function (this: Worker, until: number) {
    anew.add(this.name);
    return waitForJob.call(this, until);
  });
  while (anew.size < LANES.length) await sleep(50);
  spy.mockRestore();
}

/** As BullMQ does with the connection of a worker that waited for too long: it goes on when `connect` has answered, be it with an error. */
async function connectsAnew(url: string): Promise<'answered' | 'begun again, and never answered'> {
  const connection = openRedis(testEnvironment(database.url, { REDIS_URL: url }), 'worker');
  const says = (event: 'connect' | 'end' | 'reconnecting') => new Promise<void>((resolve) => connection.once(event, () => resolve()));
  await says('connect');
  const ended = says('end');
  connection.disconnect();
  await ended;
  const answered = connection.connect().then(() => 'answered' as const, () => 'answered' as const);
  const outcome = await Promise.race([answered, says('reconnecting').then(() => 'begun again, and never answered' as const)]);
  connection.disconnect();
  return outcome;
}

const here = redisServer ? describe : describe.skip;

/** Which life of the installation this is stands there: jobs carry it. */
let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.drop());

here('queues on Redis (needs redis-server)', () => {
  const ends: (() => Promise<unknown>)[] = [];
  const begun = async (options: Parameters<typeof TestRedis.start>[0] = {}): Promise<{ redis: TestRedis; shop: Workshop }> => {
    const redis = await TestRedis.start(options);
    const shop = new Workshop(redis.url, database.url, options.tls ? { REDIS_CA_FILE: redis.caFile } : {});
    ends.push(() => shop.ends(), () => redis.stop());
    return { redis, shop };
  };
  beforeAll(() => Logger.overrideLogger(false));
  afterEach(async () => {
    for (const end of ends.splice(0)) await end();
  });

  it('run through TLS with a private certificate and a password', async () => {
    const { shop } = await begun({ tls: true, password: 'p@ss,word/1' });
    shop.begin();
    await shop.handsOn('1');
    await shop.runs('1');
  });

  it('are worked on again after Redis was killed and came back empty, although it was away when the worker began', async () => {
    const { redis, shop } = await begun();
    await redis.kill();
    shop.begin();
    await expect(shop.queues.handBatches(['0'])).rejects.toThrow('Redis');
    expect(await shop.backend.takesWork()).toBe(false);
    await redis.restart();
    await shop.handsOn('1');
    await shop.runs('1');
    expect(await shop.backend.takesWork()).toBe(true);
    for (const round of ['2', '3']) {
      await redis.kill();
      await expect(shop.queues.handBatches([round])).rejects.toThrow();
      await redis.restart();
      await shop.handsOn(round);
      await shop.runs(round);
    }
    expect(shop.ran).toEqual(['1', '2', '3']);
  });

  it('tell which batches they have forgotten, when they were emptied in the middle of work', async () => {
    const { redis, shop } = await begun();
    const handed = ['1', '2', '3'].map((id) => ({ id, repairs: 0 }));
    await shop.handsOn('1');
    await shop.handsOn('2');
    expect(await shop.queues.lost(handed)).toEqual([handed[2]]);
    await redis.send('FLUSHALL');
    expect(await shop.queues.lost(handed)).toEqual(handed);
    shop.begin();
    await shop.handsOn('1');
    await shop.runs('1');
    await redis.send('FLUSHALL');
    await redis.send('SCRIPT', 'FLUSH');
    await shop.handsOn('2');
    await shop.runs('2');
  });

  it('fail soon while Redis hangs, and go on when it wakes up', async () => {
    const { redis, shop } = await begun();
    shop.begin();
    await shop.handsOn('1');
    await shop.runs('1');
    redis.pause();
    await expect(shop.queues.handBatches(['2'])).rejects.toThrow();
    expect(await shop.backend.takesWork()).toBe(false);
    redis.resume();
    await shop.handsOn('3');
    await shop.runs('3');
  });

  it('are worked on by another worker when one waits for ever and says nothing', async () => {
    const { shop } = await begun();
    const prototype = Worker.prototype as unknown as Waiting;
    const { waitForJob } = prototype;
    let isHung = false;
    jest.spyOn(prototype, 'waitForJob').mockImplementation(function (this: Worker, until: number) {
      if (isHung || this.name !== 'urgent') return waitForJob.call(this, until);
      isHung = true;
      return new Promise(() => undefined);
    });
    shop.begin();
    while (!isHung) await sleep(10);
    await shop.handsOn('1');
    await shop.runs('1');
    jest.restoreAllMocks();
  });

  it('close although Redis is away', async () => {
    const { redis, shop } = await begun();
    shop.begin();
    await shop.handsOn('1');
    await shop.runs('1');
    await redis.kill();
    await shop.ends();
  });

  it('say that they take no work when memory is full', async () => {
    const { redis, shop } = await begun();
    await shop.handsOn('1');
    await redis.send('CONFIG', 'SET', 'maxmemory', '1');
    expect(await shop.backend.takesWork()).toBe(false);
    await redis.send('CONFIG', 'SET', 'maxmemory', '0');
    expect(await shop.backend.takesWork()).toBe(true);
  });
});

here('queues on a Redis Cluster (needs redis-server)', () => {
  let cluster: TestRedisCluster;
  let shop: Workshop;
  beforeAll(async () => {
    Logger.overrideLogger(false);
    cluster = await TestRedisCluster.start({ replica: true, password: 'geheim' });
    shop = new Workshop(cluster.url, database.url);
  });
  afterAll(async () => {
    await shop.ends();
    await cluster.stop();
  });

  it('run under one hash tag, so that every script finds its keys in one slot', async () => {
    shop.begin();
    await shop.queues.handBatches(['1', '2', '3']).catch(() => shop.handsOn('3'));
    await shop.runs('3');
  });

  it('are worked on again after the master that holds them was lost and a replica took over, and when the lost one is back', async () => {
    const { lost } = await cluster.losesMaster(() => Promise.resolve());
    await shop.handsOn('4');
    await shop.runs('4');
    await lost.restart();
    await cluster.whole();
    await shop.handsOn('5');
    await shop.runs('5');
  });

  /** Nobody asks for WAIT: Redis says that it has taken a job before its replica has it. */
  it('tell which batches a lost master took with it, though it had taken them, and take them again', async () => {
    const quiet = new Workshop(cluster.url, database.url);
    const { lost } = await cluster.losesMaster(() => quiet.handsOn('99'));
    const forgotten = { id: '99', repairs: 0 };
    while (!(await shop.queues.lost([forgotten]).then((ids) => ids.length === 1, () => false))) await sleep(50);
    await shop.queues.handAgain([{ ...forgotten, repairs: 1 }]);
    await shop.runs('99');
    await lost.restart();
    await cluster.whole();
    await quiet.ends();
  });

  it('go on while master and replica change places under load', async () => {
    const ids = Array.from({ length: 40 }, (_, n) => `load-${n}`);
    const handed = Promise.all(ids.map(async (id, n) => (await sleep(n * 40), shop.handsOn(id))));
    await sleep(400);
    await cluster.switches();
    await handed;
    for (const id of ids) await shop.runs(id);
    await cluster.whole();
  });

  it('stand still while another master is away, go on with the same workers, and at once where the cluster need not be whole', async () => {
    const bystander = await cluster.bystander();
    const replacing = jest.spyOn(shop.backend, 'worker');
    for (const wanted of ['yes', 'no']) {
      for (const member of cluster.members) if (member.isUp) await member.send('CONFIG', 'SET', 'cluster-require-full-coverage', wanted);
      await bystander.kill();
      if (wanted === 'yes') {
        while (await shop.backend.takesWork()) await sleep(50);
        expect(await connectsAnew(cluster.url)).toBe('answered');
        await everyLaneWaitsAnew();
        await bystander.restart();
        await cluster.whole();
      }
      await shop.handsOn(`besides-${wanted}`);
      await shop.runs(`besides-${wanted}`);
    }
    await bystander.restart();
    await cluster.whole();
    expect(replacing).not.toHaveBeenCalled();
    replacing.mockRestore();
  });

  it('are worked on again after the whole cluster was away', async () => {
    for (const member of cluster.members) await member.kill();
    await expect(shop.queues.handBatches(['6'])).rejects.toThrow();
    for (const member of cluster.members) await member.restart();
    await cluster.whole();
    await shop.handsOn('7');
    await shop.runs('7');
  });
});
