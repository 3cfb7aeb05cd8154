import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '../../apps/standalone/src/free-port.js';
import { TestRedis, type RedisOptions } from './redis.js';

const MASTERS = 3;
const SLOTS = 16_384;
const PATIENCE_MS = 30_000;

export interface ClusterOptions extends RedisOptions {
  /** Gives each master a replica, which takes over about three seconds after its master is lost. Six servers instead of three. */
  readonly replicas?: boolean;
}

/** A real Redis Cluster of three masters on the loopback, put together by commands alone. */
export class TestRedisCluster {
  private constructor(
    readonly masters: readonly TestRedis[],
    readonly replicas: readonly TestRedis[],
  ) {}

  static async start({ replicas = false, settings = [], ...options }: ClusterOptions = {}): Promise<TestRedisCluster> {
    const member = async (): Promise<TestRedis> =>
      TestRedis.start({
        ...options,
        settings: [...settings, ['cluster-enabled', 'yes'], ['cluster-config-file', 'nodes.conf'], ['cluster-node-timeout', '2000'], ['cluster-port', String(await freePort())], ['repl-diskless-sync', 'no']],
      });
    const members: TestRedis[] = [];
    try {
      for (let n = 0; n < MASTERS * (replicas ? 2 : 1); n++) members.push(await member());
      const cluster = new TestRedisCluster(members.slice(0, MASTERS), members.slice(MASTERS));
      await cluster.joins();
      return cluster;
    } catch (error) {
      await Promise.all(members.map((one) => one.stop()));
      throw error;
    }
  }

  /** As REDIS_URL wants it: the nodes, separated by commas. */
  get url(): string {
    return this.members.map((member) => member.url).join(',');
  }

  get members(): readonly TestRedis[] {
    return [...this.masters, ...this.replicas];
  }

  /** The server that answers for a key now; the queues all live under `{qk}`. */
  async holder(key = '{qk}'): Promise<TestRedis> {
    for (const member of this.members) {
      const answer = await member.send('GET', key).catch((error: Error) => error);
      if (!(answer instanceof Error)) return member;
      const moved = /^MOVED \d+ \S*:(\d+)/.exec(answer.message);
      if (moved) return this.members.find((one) => one.port === Number(moved[1]))!;
    }
    throw new Error(`No node of the cluster answers for ${key}.`);
  }

  async flush(): Promise<void> {
    for (const member of this.members) await member.send('FLUSHALL').catch(() => undefined);
  }

  /** Every node agrees that all slots are served. */
  async whole(): Promise<void> {
    for (const began = Date.now(); ; await sleep(50)) {
      const states = await Promise.all(this.members.map((member) => member.send('CLUSTER', 'INFO').then(String, () => '')));
      if (states.every((state) => state.includes('cluster_state:ok') && state.includes(`cluster_known_nodes:${this.members.length}`))) return;
      if (Date.now() - began > PATIENCE_MS) throw new Error(`The cluster does not become whole: ${states.join(' | ')}`);
    }
  }

  async stop(): Promise<void> {
    await Promise.all(this.members.map((member) => member.stop()));
  }

  private async joins(): Promise<void> {
    const ids = await Promise.all(this.masters.map((master) => master.send('CLUSTER', 'MYID').then(String)));
    for (const [n, master] of this.masters.entries()) {
      await master.send('CLUSTER', 'SET-CONFIG-EPOCH', n + 1);
      await master.send('CLUSTER', 'ADDSLOTSRANGE', Math.ceil((n * SLOTS) / MASTERS), Math.ceil(((n + 1) * SLOTS) / MASTERS) - 1);
    }
    const [first, ...others] = this.members;
    for (const other of others) {
      const bus = String(((await other.send('CONFIG', 'GET', 'cluster-port')) as string[])[1]);
      await first!.send('CLUSTER', 'MEET', '127.0.0.1', other.port, bus);
    }
    await this.whole();
    for (const [n, replica] of this.replicas.entries()) await replica.send('CLUSTER', 'REPLICATE', ids[n]!);
    for (const master of this.replicas.length > 0 ? this.masters : []) await followed(master);
  }
}

/** Its replica gets every write from now on. */
async function followed(master: TestRedis): Promise<void> {
  for (const began = Date.now(); !String(await master.send('INFO', 'replication')).includes('state=online'); await sleep(50)) {
    if (Date.now() - began > PATIENCE_MS) throw new Error('A replica does not reach its master.');
  }
}
