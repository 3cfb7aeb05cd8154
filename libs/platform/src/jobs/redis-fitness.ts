import { Redis } from 'ioredis';
import { EnvironmentProblem, redisNodes, type Environment } from '#config/environment';
import { addressOf, redisOptions } from './redis.js';

/** This Redis cannot be trusted with the queues; the message says which setting to change, and is all that is shown. */
export class RedisRefused extends EnvironmentProblem {}

/** BullMQ 6.7 refuses below 5.0 and advises 6.2; what is older has commands missing that keep its scripts short. */
const OLDEST = [6, 2] as const;
const PATIENCE_MS = 4_000;

/** What a server says of itself. */
export interface RedisFacts {
  readonly node: string;
  readonly version: string | null;
  /** Null when the server does not tell: some managed ones forbid the question. */
  readonly policy: string | null;
  readonly isClusterMember: boolean;
  /** REDIS_URL names several nodes. */
  readonly clusterAsked: boolean;
}

/** Why this server may not hold the queues; null when it may. */
export function unfit({ node, version, policy, isClusterMember, clusterAsked }: RedisFacts): string | null {
  if (version && older(version)) return `${node} runs Redis ${version}. Qingkong needs Redis ${OLDEST.join('.')} or newer for its queues; update it, or unset REDIS_URL to keep the queues in PostgreSQL.`;
  if (policy && policy !== 'noeviction') return `${node} has maxmemory-policy ${policy}: it would forget jobs when memory is short. Set maxmemory-policy noeviction there.`;
  if (clusterAsked && !isClusterMember) return `REDIS_URL names several nodes, as of a Redis Cluster, but ${node} is a single Redis. Name one address.`;
  if (!clusterAsked && isClusterMember) return `${node} is a node of a Redis Cluster. Name its nodes in REDIS_URL, separated by commas; if it has one address only, write that twice.`;
  return null;
}

function older(version: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major < OLDEST[0] || (major === OLDEST[0] && minor < OLDEST[1]);
}

const KNOWN: [RegExp, (node: string) => string][] = [
  [/WRONGPASS|NOAUTH|invalid password|invalid username-password/i, (node) => `${node} does not accept the user or password of REDIS_URL. Correct them, then start again.`],
  [/NOPERM/, (node) => `${node} does not let the user of REDIS_URL run INFO, which the queues need. Grant it all commands on the keys {qk}:*, then start again.`],
  [/self.signed|unable to (verify|get)|SELF_SIGNED|UNABLE_TO|ERR_TLS_CERT|altnames|certificate/i, (node) => `The certificate of ${node} is not trusted. If it is your own, name its authority in REDIS_CA_FILE; the host in REDIS_URL must stand in the certificate.`],
  [/ENOENT|EACCES|EISDIR/, () => 'REDIS_CA_FILE cannot be read. Name the PEM file of the authority that signed the certificate of Redis.'],
];

/**
 * Asks every node that answers. Resolves to what an operator should read in the log; throws RedisRefused with one sentence.
 * A server that is merely away is no reason not to start: the system is degraded until it comes.
 */
export async function refuseUnfitRedis(environment: Environment): Promise<string[]> {
  return (await lookAtRedis(environment)).map(({ remark }) => remark);
}

/** What is to be said of a node that is not refused; `away` when it did not answer, and so was not examined. */
export interface Remark {
  readonly remark: string;
  readonly away: boolean;
}

/** As `refuseUnfitRedis`, for whoever comes back to those that were away. */
export async function lookAtRedis(environment: Environment): Promise<Remark[]> {
  const nodes = environment.REDIS_URL ? redisNodes(environment.REDIS_URL) : [];
  return (await Promise.all(nodes.map((node) => examine(environment, node, nodes.length > 1)))).flat();
}

async function examine(environment: Environment, node: URL, clusterAsked: boolean): Promise<Remark[]> {
  try {
    const facts = await ask(environment, node, clusterAsked);
    const reason = unfit(facts);
    if (reason) throw new RedisRefused(reason);
    return facts.policy ? [] : [{ remark: `${node.host} does not tell its maxmemory-policy; make sure that it is noeviction.`, away: false }];
  } catch (error) {
    if (error instanceof RedisRefused) throw error;
    const said = `${(error as { code?: string }).code ?? ''} ${(error as Error).message}`;
    for (const [pattern, sentence] of KNOWN) if (pattern.test(said)) throw new RedisRefused(sentence(node.host));
    return [{ remark: `${node.host} cannot be reached (${said.trim()}). Qingkong starts degraded and uses the queue as soon as it is there.`, away: true }];
  }
}

async function ask(environment: Environment, node: URL, clusterAsked: boolean): Promise<RedisFacts> {
  const client = new Redis({ ...redisOptions(environment), ...addressOf(node), lazyConnect: true, retryStrategy: () => null, reconnectOnError: null, enableReadyCheck: false, commandTimeout: PATIENCE_MS, maxRetriesPerRequest: 0 });
  let broken: Error | undefined;
  client.on('error', (error: Error) => (broken ??= error));
  try {
    await client.connect();
    const info = await client.info();
    const told = (name: string): string | null => new RegExp(`^${name}:(.*?)\\r?$`, 'm').exec(info)?.[1] ?? null;
    const policy = told('maxmemory_policy') ?? (await client.config('GET', 'maxmemory-policy').then((pair) => (pair as string[])[1] ?? null, () => null));
    return { node: node.host, version: told('redis_version'), policy, isClusterMember: told('cluster_enabled') === '1', clusterAsked };
  } catch (error) {
    throw broken ?? error;
  } finally {
    client.disconnect();
  }
}
