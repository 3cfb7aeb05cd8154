import { statSync, truncateSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { TestRedisCluster } from '../harness/redis-cluster.js';
import { TestRedis } from '../harness/redis.js';
import { Wire } from './wire.js';

export const BACKENDS = ['pg', 'redis', 'cluster'] as const;
/** Where the queues are: in PostgreSQL, in one Redis, in a Redis Cluster of three masters, of which the one that holds them has a replica. */
export type Backend = (typeof BACKENDS)[number];

export const IN_WORDS: Record<Backend, string> = { pg: 'PostgreSQL', redis: 'Redis', cluster: 'a Redis Cluster' };

/**
 * How the servers with the queues fall.
 * - away: the one that holds the queues dies by SIGKILL and comes back, with what it had written down. - torn: so too, without the last of it.
 * - all: every server does.
 * Of a cluster also
 * - lost: the master that holds the queues dies, with what its replica had not got yet, and the replica takes over; the lost one comes back later,
 *   every second one only before the next night. - switched: master and replica change places as an operator asks for it.
 * - bystander: another master is away for longer than the cluster bears it.
 */
export type Fall = 'away' | 'torn' | 'all' | 'lost' | 'switched' | 'bystander';

/** A server is away for so long, and then as long as it needs to start. */
const DOWN_MS = 300;
/** So long nobody serves the slots of a master that has no replica: the others notice it after two seconds. */
const BYSTANDER_DOWN_MS = 3_000;
/** The tail that a power cut takes from the append-only file. */
const TORN_BYTES = 4_096;
/** How far a replica lags behind a master that is lost. */
const LAG_MS = 400;
/** A lost master comes back so long after its replica has taken over. */
const LOST_MS = 1_500;

/** The Redis of a lane, which may die and forget. Everything that it takes is on the disk before it says so. */
export class RedisQueue {
  private back: Promise<void> = Promise.resolve();
  private isAway = false;
  private losses = 0;
  /** Bytes of writes that lost masters had taken and nobody else had. */
  unreplicated = 0;

  private constructor(
    private readonly redis: TestRedis | TestRedisCluster,
    /** Between the product and each server. */
    readonly wires: readonly Wire[],
  ) {}

  static async start(backend: Backend): Promise<RedisQueue | null> {
    if (backend === 'pg') return null;
    const wires: Wire[] = [];
    const before = async (port: number): Promise<number> => wires[wires.push(await Wire.to(port)) - 1]!.port;
    if (backend === 'cluster') return new RedisQueue(await TestRedisCluster.start({ append: true, replica: true, before }), wires);
    const redis = await TestRedis.start({ append: true });
    await before(redis.port);
    return new RedisQueue(redis, wires);
  }

  /** The nodes of a cluster tell their addresses to whoever asks, and to each other: there the wires are always in the way. */
  url(wired: boolean): string {
    return wired && this.redis instanceof TestRedis ? this.redis.url.replace(/\d+$/, String(this.wires[0]!.port)) : this.redis.url;
  }

  /** How many servers are not there. */
  get away(): number {
    return this.servers.filter((server) => !server.isUp).length;
  }

  /** Everything is forgotten; no client is told. Asked again when another blow took the server in the middle of it. */
  async flush(): Promise<void> {
    for (;;) {
      await this.back;
      try {
        return void (await (this.redis instanceof TestRedis ? this.redis.send('FLUSHALL') : this.redis.flush()));
      } catch (error) {
        if (!this.isAway) throw error;
      }
    }
  }

  /** How many servers die, by SIGKILL: none while the last fall is not over. `back`: they are there again, or another is in their place. */
  dies(fall: Fall): { readonly killed: number; readonly back: Promise<void> } {
    if (this.isAway) return { killed: 0, back: this.back };
    const killed = fall === 'switched' ? 0 : fall === 'all' ? this.servers.length - this.away : 1;
    this.isAway = true;
    this.back = (this.redis instanceof TestRedis ? this.returns([this.redis], fall) : this.falls(this.redis, fall)).finally(() => (this.isAway = false));
    return { killed, back: this.back };
  }

  /** Before a night begins: whoever was lost in the last one is there again. */
  async mended(): Promise<void> {
    await this.back;
    await this.mends();
  }

  async stop(): Promise<void> {
    await this.back.catch(() => undefined);
    await this.redis.stop();
    for (const wire of this.wires) wire.close();
  }

  private get servers(): readonly TestRedis[] {
    return this.redis instanceof TestRedis ? [this.redis] : this.redis.members;
  }

  private async mends(): Promise<void> {
    const lost = this.servers.filter((server) => !server.isUp);
    if (lost.length > 0) await this.returns(lost, 'away');
  }

  private async falls(cluster: TestRedisCluster, fall: Fall): Promise<void> {
    switch (fall) {
      case 'all':
        return this.returns(cluster.members, fall);
      case 'bystander':
        return this.returns([await cluster.bystander()], fall);
      case 'switched':
        await this.mends();
        return cluster.switches();
      case 'lost': {
        await this.mends();
        const { lost, bytes } = await cluster.losesMaster(() => sleep(LAG_MS));
        this.unreplicated += bytes;
        if (this.losses++ % 2 === 1) return;
        await sleep(LOST_MS);
        return this.returns([lost], fall);
      }
      default:
        return this.returns([await cluster.holder()], fall);
    }
  }

  private async returns(servers: readonly TestRedis[], fall: Fall): Promise<void> {
    await Promise.all(servers.map((server) => server.kill()));
    if (fall === 'torn') for (const { appendFile } of servers) truncateSync(appendFile, Math.max(0, statSync(appendFile).size - TORN_BYTES));
    await sleep(fall === 'bystander' ? BYSTANDER_DOWN_MS : DOWN_MS);
    await Promise.all(servers.map((server) => server.restart()));
    if (this.redis instanceof TestRedisCluster) await (this.servers.every((server) => server.isUp) ? this.redis.whole() : this.redis.holder());
  }
}
