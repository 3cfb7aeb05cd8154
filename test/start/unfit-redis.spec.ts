import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '../../apps/standalone/src/free-port.js';
import { demoDatabase, type TestDatabase } from '../harness/database.js';
import { redisServer, TestRedis } from '../harness/redis.js';

const EVICTING = { settings: [['maxmemory-policy', 'allkeys-lru']] } as const;
const PROGRAMS = ['api', 'worker'] as const;

/** The built program as an operator starts it, and what he reads of it. */
class Started {
  printed = '';
  complained = '';
  private readonly child: ChildProcess;

  constructor(program: (typeof PROGRAMS)[number], more: Record<string, string>) {
    const env = { ...process.env, DATA_DIR: mkdtempSync(path.join(tmpdir(), 'qingkong-data-')), SERVE_CONSOLE: 'false', DRAIN_SECONDS: '0', LOG_LEVEL: 'info', ...more };
    this.child = spawn(process.execPath, [path.resolve(`dist/apps/${program}/src/main.js`)], { env, stdio: ['ignore', 'pipe', 'pipe'] });
    this.child.stdout!.on('data', (chunk: Buffer) => (this.printed += chunk.toString()));
    this.child.stderr!.on('data', (chunk: Buffer) => (this.complained += chunk.toString()));
  }

  /** Its exit code, once it has ended and said everything. */
  ends(signal?: NodeJS.Signals): Promise<number | null> {
    const gone = this.child.exitCode !== null ? Promise.resolve(this.child.exitCode) : new Promise<number | null>((resolve) => this.child.once('close', resolve));
    if (signal) this.child.kill(signal);
    return gone;
  }
}

(redisServer ? describe : describe.skip)('a Redis that would forget jobs (needs redis-server)', () => {
  let database: TestDatabase;
  let redis: TestRedis;
  const running: Started[] = [];

  const starts = (program: (typeof PROGRAMS)[number], port: number): Started => {
    const one = new Started(program, { NODE_ENV: 'test', DATABASE_URL: database.url, REDIS_URL: redis.url, PORT: String(port), WORKER_HEALTH_PORT: String(port) });
    running.push(one);
    return one;
  };

  beforeAll(async () => {
    database = await demoDatabase();
  });
  beforeEach(async () => {
    redis = await TestRedis.start(EVICTING);
  });
  afterEach(async () => {
    await Promise.all(running.splice(0).map((one) => one.ends('SIGKILL')));
    await redis.stop();
  });
  afterAll(() => database.drop());

  it.each(PROGRAMS)('is refused by the %s at its start: one sentence, exit code 1', async (program) => {
    const refused = starts(program, await freePort());
    expect(await refused.ends()).toBe(1);
    expect(refused.complained).toBe(`127.0.0.1:${redis.port} has maxmemory-policy allkeys-lru: it would forget jobs when memory is short. Set maxmemory-policy noeviction there.\n`);
    expect(refused.printed).toBe('');
  });

  it.each(PROGRAMS)('is used by the %s when it comes later, and both its log and /readyz say so until it is mended', async (program) => {
    await redis.kill();
    const port = await freePort();
    const process = starts(program, port);
    const degraded = (): Promise<string[]> => fetch(`http://127.0.0.1:${port}/readyz`).then(async (reply) => ((await reply.json()) as { degraded: string[] }).degraded, () => ['away']);
    const until = async (holds: (reasons: string[]) => boolean): Promise<void> => {
      while (!holds(await degraded())) await sleep(50);
    };
    await until((reasons) => reasons.includes('queue.down'));
    expect(await degraded()).not.toContain('queue.unfit');
    expect(process.printed).toContain('starts degraded');
    await redis.restart();
    await until((reasons) => reasons.includes('queue.unfit') && !reasons.includes('queue.down'));
    expect(process.printed.match(/has maxmemory-policy allkeys-lru: .* It is used all the same/g)).toHaveLength(1);
    await redis.send('CONFIG', 'SET', 'maxmemory-policy', 'noeviction');
    await until((reasons) => !reasons.includes('queue.unfit') && !reasons.includes('queue.down'));
    // Behind the same address another one may answer after a while.
    await redis.restart();
    await until((reasons) => reasons.includes('queue.unfit'));
    expect(await process.ends('SIGTERM')).toBe(0);
  });
});
