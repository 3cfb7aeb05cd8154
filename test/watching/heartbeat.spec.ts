import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { freePort } from '../../apps/standalone/src/free-port.js';
import { City } from '../harness/city.js';

/** The service outside that rings when the calls stop. */
class Watcher {
  readonly calls: { method: string; url: string; body: string }[] = [];
  answers = 200;
  private readonly server: Server;

  constructor() {
    this.server = createServer((request, reply) => {
      let body = '';
      request.on('data', (chunk: Buffer) => (body += chunk.toString()));
      request.on('end', () => {
        this.calls.push({ method: request.method!, url: request.url!, body });
        reply.writeHead(this.answers, { location: '/elsewhere' }).end();
      });
    });
  }

  async opens(): Promise<string> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/ping/4711`;
  }

  closes(): void {
    this.server.close();
    this.server.closeAllConnections();
  }
}

describe('the heartbeat to the outside', () => {
  const watcher = new Watcher();
  let city: City;
  let figuresOf: string;

  const results = async (): Promise<Record<string, number>> => {
    const text = await (await fetch(figuresOf)).text();
    return Object.fromEntries([...text.matchAll(/qingkong_outside_heartbeats_total\{result="(\w+)"\} (\d+)/g)].map(([, result, n]) => [result!, Number(n)]));
  };
  const until = async (holds: () => Promise<boolean> | boolean): Promise<void> => {
    while (!(await holds())) await sleep(50);
  };
  const grows = async (result: string): Promise<void> => {
    const before = (await results())[result]!;
    await until(async () => (await results())[result]! >= before + 2);
  };

  beforeAll(async () => {
    const port = await freePort();
    figuresOf = `http://127.0.0.1:${port}/metrics`;
    city = await City.wakes({ settings: { HEARTBEAT_URL: await watcher.opens(), HEARTBEAT_SECONDS: 1, WORKER_HEALTH_PORT: port } });
  });
  afterAll(async () => {
    await city.sleeps();
    watcher.closes();
  });

  it('beats while the whole chain works, and says nothing about the city', async () => {
    await until(() => watcher.calls.length >= 2);
    expect(new Set(watcher.calls.map((call) => JSON.stringify(call)))).toEqual(new Set([JSON.stringify({ method: 'GET', url: '/ping/4711', body: '' })]));
  });

  it('falls silent when the relay stands still although its process lives, and beats again when it goes on', async () => {
    const blocker = new pg.Client({ connectionString: city.database.url });
    await blocker.connect();
    // The relay cannot finish a pass any more; two minutes later that is no accident.
    await blocker.query('BEGIN');
    await blocker.query('LOCK TABLE journal_head IN ACCESS EXCLUSIVE MODE');
    await city.database.query(`UPDATE test_clock SET shift = shift + interval '2 minutes'`);
    await grows('withheld');
    const calls = watcher.calls.length;
    await grows('withheld');
    expect(watcher.calls.length).toBe(calls);
    await blocker.query('ROLLBACK');
    await blocker.end();
    await until(() => watcher.calls.length > calls);
  });

  it('falls silent when an entry is not handed on, or a batch not done', async () => {
    await city.database.query(`INSERT INTO journal_batch (subscriber, entries) SELECT 'test.nobody', ARRAY[(SELECT min(id) FROM journal)]`);
    await city.database.query(`UPDATE journal_batch SET handed_at = clock_now() + interval '1 day' WHERE subscriber = 'test.nobody'`);
    await city.database.query(`UPDATE test_clock SET shift = shift + interval '10 minutes'`);
    await grows('withheld');
    await city.database.query(`DELETE FROM journal_batch WHERE subscriber = 'test.nobody'`);
    await grows('sent');
  });

  it('does not follow redirects, counts what failed, and disturbs nothing', async () => {
    watcher.answers = 302;
    const failed = (await results()).failed!;
    const before = watcher.calls.length;
    await until(async () => (await results()).failed! > failed);
    expect(watcher.calls.slice(before).filter(({ url }) => url !== '/ping/4711')).toEqual([]);
    expect(watcher.calls.length - before).toBeGreaterThanOrEqual(3);
    watcher.answers = 200;
    await grows('sent');
  });
});
