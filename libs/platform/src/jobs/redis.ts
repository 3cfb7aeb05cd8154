import { readFileSync } from 'node:fs';
import { Cluster, Redis, type RedisOptions } from 'ioredis';
import { redisNodes, type Environment } from '#config/environment';

export type RedisClient = Redis | Cluster;

/** A worker waits for Redis for ever; a producer fails fast, because the sweep will hand its work on. */
export type RedisProfile = 'worker' | 'producer';

/** A producer gives up after this time; what it wanted to hand on is found by the sweep. */
export const PRODUCER_PATIENCE_MS = 3_000;

const PROFILES: Record<RedisProfile, RedisOptions> = {
  // Longer than BullMQ's own longest wait for a job (10 s).
  worker: { maxRetriesPerRequest: null, enableOfflineQueue: true, commandTimeout: 15_000 },
  producer: { maxRetriesPerRequest: 1, enableOfflineQueue: false, commandTimeout: PRODUCER_PATIENCE_MS },
};

const pace = (times: number): number => Math.min(times * 100, 1_000);

/** What every connection needs, whatever it is for. Throws when REDIS_CA_FILE cannot be read. */
export function redisOptions(environment: Environment): RedisOptions {
  const [first] = redisNodes(environment.REDIS_URL!);
  const ca = environment.REDIS_CA_FILE ? readFileSync(environment.REDIS_CA_FILE) : undefined;
  return {
    ...(first!.username ? { username: decodeURIComponent(first!.username) } : {}),
    ...(first!.password ? { password: decodeURIComponent(first!.password) } : {}),
    ...(first!.protocol === 'rediss:' ? { tls: { ca } } : {}),
    connectTimeout: 3_000,
    keepAlive: 5_000,
    retryStrategy: pace,
    // A master that has become a replica refuses to write: connect again, and reach the new master behind the same address.
    reconnectOnError: (error) => (error.message.startsWith('READONLY') ? 2 : false),
  };
}

export const addressOf = (node: URL): { host: string; port: number } => ({ host: node.hostname.replace(/^\[|\]$/g, ''), port: Number(node.port || 6379) });

/** One address is a Redis, several are a Redis Cluster. An error of the connection is left to those who use it. */
export function openRedis(environment: Environment, profile: RedisProfile): RedisClient {
  const nodes = redisNodes(environment.REDIS_URL!);
  const options = { ...redisOptions(environment), ...PROFILES[profile] };
  const client = nodes.length === 1 ? new Redis({ ...options, ...addressOf(nodes[0]!), db: Number(nodes[0]!.pathname.slice(1) || 0) }) : openCluster(nodes, options, profile);
  client.on('error', () => undefined);
  return client;
}

function openCluster(nodes: readonly URL[], options: RedisOptions, profile: RedisProfile): Cluster {
  return new Cluster(nodes.map(addressOf), {
    redisOptions: options,
    enableOfflineQueue: options.enableOfflineQueue,
    // Where the check finds a cluster that refuses everything, ioredis connects anew, and the promise of the first `connect` is never kept;
    // BullMQ awaits just that one, and its worker would take nothing ever after. Unchecked, it hears CLUSTERDOWN and asks again.
    enableReadyCheck: profile === 'producer',
    clusterRetryStrategy: pace,
    slotsRefreshTimeout: 2_000,
    // Long enough for a replica to take over from a lost master.
    retryDelayOnClusterDown: 300,
    retryDelayOnFailover: 300,
    // Certificates name hosts; the address that a host resolves to would not match.
    dnsLookup: (address, answer) => answer(null, address),
  });
}
