import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '../../apps/standalone/src/free-port.js';
import { TestRedis, type RedisOptions } from './redis.js';

const MASTERS = 3;
const SLOTS = 16_384;
const PATIENCE_MS = 30_000;
/** A planned switch that has not come about is given up by Redis after five seconds. */
const SWITCH_MS = 6_000;

export interface ClusterOptions extends RedisOptions {
  /** Gives the master that holds the queues a replica, which takes over about three seconds after its master is lost: a fourth server. */
  readonly replica?: boolean;
  /** Something that stands between the nodes and all who speak to them: given the port a node listens on, answers the one it tells of itself. */
  readonly before?: (port: number) => Promise<number>;
}

/** Under this key lie all queues: BullMQ's scripts want them in one slot, and so one master holds them all. */
const QUEUES = '{qk}';

/** A real Redis Cluster of three masters on the loopback, put together by commands alone. A lost master makes its slots, and all others, unreachable: `cluster-require-full-coverage` is as Redis comes. */
export class TestRedisCluster {
  private constructor(
    readonly members: readonly TestRedis[],
    /** The ports that they tell of themselves, in the same order. */
    private readonly told: readonly number[],
  ) {}

  static async start({ replica = false, settings = [], before = async (port) => port, ...options }: ClusterOptions = {}): Promise<TestRedisCluster> {
    const told: number[] = [];
    const member = async (): Promise<TestRedis> => {
      const port = await freePort();
      told.push(await before(port));
      return TestRedis.start({
        ...options,
        port,
        settings: [['cluster-announce-port', String(told.at(-1))], ...settings, ['cluster-enabled', 'yes'], ['cluster-config-file', 'nodes.conf'], ['cluster-node-timeout', '2000'], ['cluster-port', String(await freePort())], ['repl-diskless-sync', 'no']],
      });
    };
    const members: TestRedis[] = [];
    try {
      for (let n = 0; n < MASTERS + (replica ? 1 : 0); n++) members.push(await member());
      const cluster = new TestRedisCluster(members, told);
      await cluster.joins();
      return cluster;
    } catch (error) {
      await Promise.all(members.map((one) => one.stop()));
      throw error;
    }
  }

  /** As REDIS_URL wants it: the nodes, separated by commas. */
  get url(): string {
    return this.members.map((member, n) => member.url.replace(/\d+$/, String(this.told[n]))).join(',');
  }

  /** The server that answers for the queues now; waits for one as long as nobody does. */
  async holder(): Promise<TestRedis> {
    for (const began = Date.now(); ; await sleep(50)) {
      for (const member of this.members) {
        const answer = await member.send('GET', QUEUES).catch((error: Error) => error);
        if (!(answer instanceof Error)) return member;
        const moved = /^MOVED \d+ \S*:(\d+)/.exec(answer.message);
        const there = this.members[this.told.indexOf(Number(moved?.[1]))];
        if (there?.isUp) return there;
      }
      if (Date.now() - began > PATIENCE_MS) throw new Error('No node of the cluster answers for the queues.');
    }
  }

  /** A master that has no part in the queues. */
  async bystander(): Promise<TestRedis> {
    const holder = await this.holder();
    for (const member of this.members) if (member !== holder && String(await member.send('ROLE')).startsWith('master')) return member;
    throw new Error('No other master is up.');
  }

  /**
   * The master of the queues dies by SIGKILL, and whatever it took during `meanwhile` never reached its replica: so it is when replication lags.
   * Ends when the replica has taken over, and answers who was lost, with how many bytes of writes; `restart` brings it back as a replica, after
   * which `whole` waits for it.
   */
  async losesMaster(meanwhile: () => Promise<unknown>): Promise<{ lost: TestRedis; bytes: number }> {
    const [master, replica] = await this.pair();
    const written = async (): Promise<number> => Number(((await master.send('ROLE')) as unknown[])[1]);
    let bytes = 0;
    replica.pause();
    try {
      await master.send('CLIENT', 'KILL', 'TYPE', 'replica');
      const before = await written();
      await meanwhile();
      bytes = (await written()) - before;
    } finally {
      await master.kill();
      replica.resume();
    }
    await this.leads(replica);
    return { lost: master, bytes };
  }

  /** Planned: the master of the queues and its replica change places, and no write is lost. */
  async switches(): Promise<void> {
    const [, replica] = await this.pair();
    await this.leads(replica, () => replica.send('CLUSTER', 'FAILOVER'));
  }

  async flush(): Promise<void> {
    for (const member of this.members) await member.send('FLUSHALL').catch(() => undefined);
  }

  /** Every node is up and agrees that all slots are served, and who copies another has all of it. */
  async whole(): Promise<void> {
    for (const began = Date.now(); ; await sleep(50)) {
      const states = await Promise.all(this.members.map((member) => member.send('CLUSTER', 'INFO').then(String, () => '')));
      const isOne = states.every((state) => state.includes('cluster_state:ok') && state.includes(`cluster_known_nodes:${this.members.length}`));
      if (isOne && (await this.areFollowed())) return;
      if (Date.now() - began > PATIENCE_MS) throw new Error(`The cluster does not become whole: ${states.join(' | ')}`);
    }
  }

  async stop(): Promise<void> {
    await Promise.all(this.members.map((member) => member.stop()));
  }

  private async joins(): Promise<void> {
    const masters = this.members.slice(0, MASTERS);
    for (const [n, master] of masters.entries()) {
      await master.send('CLUSTER', 'SET-CONFIG-EPOCH', n + 1);
      await master.send('CLUSTER', 'ADDSLOTSRANGE', Math.ceil((n * SLOTS) / MASTERS), Math.ceil(((n + 1) * SLOTS) / MASTERS) - 1);
    }
    const [first, ...others] = this.members;
    for (const other of others) {
      const bus = String(((await other.send('CONFIG', 'GET', 'cluster-port')) as string[])[1]);
      await first!.send('CLUSTER', 'MEET', '127.0.0.1', other.port, bus);
    }
    await this.whole();
    const holder = await this.holder();
    for (const replica of this.members.slice(MASTERS)) await replica.send('CLUSTER', 'REPLICATE', String(await holder.send('CLUSTER', 'MYID')));
    await this.whole();
    if (this.members.length > MASTERS) await this.pair();
  }

  /** The master of the queues and its replica, which has all that it has. */
  private async pair(): Promise<[TestRedis, TestRedis]> {
    for (const began = Date.now(); ; await sleep(50)) {
      const master = await this.holder();
      const role = String(await master.send('ROLE').catch(() => ''));
      const replica = this.members.find((one) => one.isUp && one !== master && role.includes(`127.0.0.1,${one.port},`));
      if (replica && (await this.areFollowed())) return [master, replica];
      if (Date.now() - began > PATIENCE_MS) throw new Error(`The master of the queues has no replica: ${role}`);
    }
  }

  /** All that copy another have got what it had when they began. */
  private async areFollowed(): Promise<boolean> {
    const told = await Promise.all(this.members.filter((one) => one.isUp).map((one) => one.send('INFO', 'replication').then(String, () => '')));
    return told.every((text) => !text.includes('role:slave') || text.includes('master_link_status:up'));
  }

  /** Urged again as often as Redis itself gives a planned switch up. */
  private async leads(replica: TestRedis, urged: () => Promise<unknown> = () => Promise.resolve()): Promise<void> {
    for (const [began, next] = [Date.now(), { at: 0 }]; (await this.holder()) !== replica; await sleep(50)) {
      if (Date.now() - began > PATIENCE_MS) throw new Error('No replica takes over.');
      if (Date.now() < next.at) continue;
      await urged().catch(() => undefined);
      next.at = Date.now() + SWITCH_MS;
    }
  }
}
