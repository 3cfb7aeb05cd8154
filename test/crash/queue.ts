import { statSync, truncateSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { TestRedisCluster } from '../harness/redis-cluster.js';
import { TestRedis } from '../harness/redis.js';

export const BACKENDS = ['pg', 'redis', 'cluster'] as const;
/** Where the queues are: in PostgreSQL, in one Redis, in a Redis Cluster of three masters. */
export type Backend = (typeof BACKENDS)[number];

export const IN_WORDS: Record<Backend, string> = { pg: 'PostgreSQL', redis: 'Redis', cluster: 'a Redis Cluster' };

/** Redis is away for so long, and then as long as it needs to start. */
const DOWN_MS = 300;
/** The tail that a power cut takes from the append-only file. */
const TORN_BYTES = 4_096;

/** The Redis of a lane, which may die and forget. Everything that it takes is on the disk before it says so. */
export class RedisQueue {
  private back: Promise<void> = Promise.resolve();
  private isAway = false;

  private constructor(private readonly redis: TestRedis | TestRedisCluster) {}

  static async start(backend: Backend): Promise<RedisQueue | null> {
    if (backend === 'pg') return null;
    return new RedisQueue(await (backend === 'redis' ? TestRedis : TestRedisCluster).start({ append: true }));
  }

  get url(): string {
    return this.redis.url;
  }

  /** Of the one server. */
  get port(): number {
    return Number(new URL(this.url).port);
  }

  /** Everything is forgotten; no client is told. */
  async flush(): Promise<void> {
    await this.back;
    await (this.redis instanceof TestRedis ? this.redis.send('FLUSHALL') : this.redis.flush());
  }

  /** The server that holds the queues dies by SIGKILL and comes back, with what it had written down; `torn`: without the last of it. False when it is away already. */
  dies(torn: boolean): { died: boolean; back: Promise<void> } {
    if (this.isAway) return { died: false, back: this.back };
    this.isAway = true;
    this.back = this.returns(torn).finally(() => (this.isAway = false));
    return { died: true, back: this.back };
  }

  async stop(): Promise<void> {
    await this.back.catch(() => undefined);
    await this.redis.stop();
  }

  private async returns(torn: boolean): Promise<void> {
    const server = this.redis instanceof TestRedis ? this.redis : await this.redis.holder();
    await server.kill();
    if (torn) truncateSync(server.appendFile, Math.max(0, statSync(server.appendFile).size - TORN_BYTES));
    await sleep(DOWN_MS);
    await server.restart();
    if (this.redis instanceof TestRedisCluster) await this.redis.whole();
  }
}
