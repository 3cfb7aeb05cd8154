import { createConnection, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import pg from 'pg';
import { Logger } from '@nestjs/common';
import type { CommandBus } from '@nestjs/cqrs';
import type { Environment } from '#config/environment';
import { testDatabase, type TestDatabase } from '../../../../test/harness/database.js';
import { testEnvironment } from '../../../../test/harness/stage.js';
import type { BatchRunner } from '../journal/batch-runner.js';
import { JobRunner } from './job-runner.js';
import { QueueBackend } from './queue-backend.js';
import { Queues } from './queues.js';

/** The way to the database, which can be barred: whoever knocks is refused, whoever was through is cut off. */
class Gate {
  private readonly through = new Set<Socket>();
  private readonly server: Server;
  private port = 0;

  constructor(private readonly target: URL) {
    this.server = createServer((near) => {
      const far = createConnection(Number(target.port), target.hostname);
      for (const socket of [near, far]) {
        this.through.add(socket);
        socket.on('error', () => undefined).on('close', () => (near.destroy(), far.destroy(), this.through.delete(socket)));
      }
      near.pipe(far).pipe(near);
    });
  }

  get url(): string {
    return Object.assign(new URL(this.target), { port: String(this.port) }).href;
  }

  async opens(): Promise<void> {
    await new Promise<void>((resolve) => this.server.listen(this.port, '127.0.0.1', resolve));
    this.port = (this.server.address() as AddressInfo).port;
  }

  async closes(): Promise<void> {
    const closed = new Promise((resolve) => this.server.close(resolve));
    for (const socket of this.through) socket.destroy();
    await closed;
  }
}

describe('queues whose database goes away', () => {
  let database: TestDatabase;
  let gate: Gate;
  let environment: Environment;
  let backend: QueueBackend;
  let queues: Queues;
  let ran: string[];
  let arrivals: (() => void)[];
  let closing: AbortController;
  let running: Promise<void>;

  const begin = (): void => {
    const batches = { run: (id: string) => Promise.resolve(void ran.push(id)).then(() => arrivals.splice(0).forEach((tell) => tell())) };
    running = new JobRunner(queues, backend, batches as unknown as BatchRunner, {} as CommandBus).run(closing.signal);
  };
  const runs = async (id: string): Promise<void> => {
    while (!ran.includes(id)) await new Promise<void>((resolve) => arrivals.push(resolve));
  };
  /** As the relay and the sweep do: what was not taken is handed on again. */
  const handsOn = async (id: string, by = queues): Promise<void> => {
    while (!(await by.handBatches([id]).then(() => true, () => false))) await new Promise((resolve) => setTimeout(resolve, 50));
  };

  beforeEach(async () => {
    database = await testDatabase();
    gate = new Gate(new URL(database.url));
    await gate.opens();
    environment = testEnvironment(gate.url, { QUEUE_LOCK_SECONDS: 1 });
    Logger.overrideLogger(false);
    backend = new QueueBackend(environment);
    queues = new Queues(backend);
    [ran, arrivals, closing] = [[], [], new AbortController()];
    running = Promise.resolve();
  });
  afterEach(async () => {
    closing.abort();
    await running;
    await queues.onModuleDestroy();
    await backend.onApplicationShutdown();
    await gate.closes();
    await database.drop();
  });

  // BullMQ by itself would look again after 15 seconds.
  it('are worked on again soon after it is back', async () => {
    begin();
    await handsOn('1');
    await runs('1');
    await gate.closes();
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    await gate.opens();
    await handsOn('2');
    await runs('2');
    expect(ran).toEqual(['1', '2']);
  }, 10_000);

  it('take work once it is back, although they were first used while it was away', async () => {
    begin();
    await handsOn('1');
    await runs('1');
    const late = new Queues(backend);
    await gate.closes();
    await expect(late.handBatches(['2'])).rejects.toThrow();
    await gate.opens();
    await handsOn('3', late);
    await runs('3');
    await late.onModuleDestroy();
    expect(ran).toContain('3');
  }, 10_000);

  it('are worked on once it is back, although their worker began while it was away', async () => {
    await gate.closes();
    begin();
    await new Promise((resolve) => setTimeout(resolve, 200));
    await gate.opens();
    await handsOn('5');
    await runs('5');
    expect(ran).toEqual(['5']);
  }, 10_000);

  it('do not end the process when a connection breaks that BullMQ holds without listening to it', async () => {
    const pool = backend.queue('ordinary').opts.connection as unknown as pg.Pool;
    const held = await pool.connect();
    const ended = new Promise((resolve) => held.once('end', resolve));
    await gate.closes();
    await ended;
    held.release(true);
    await gate.opens();
    // Another connection of the pool may have been cut without its having heard of it yet; the first one to use it is told.
    let answer: pg.QueryResult | null = null;
    while (!answer) answer = await pool.query('SELECT 1').catch(() => null);
    expect(answer).toMatchObject({ rowCount: 1 });
  });
});
