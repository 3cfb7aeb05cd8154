import { ValidateBy } from 'class-validator';

/**
 * The nodes that REDIS_URL names: one address, or several of one Redis Cluster, separated by commas. All nodes of a cluster
 * are spoken to alike (scheme, user, password of the first). A cluster behind a single address has that address written twice.
 */
export const redisNodes = (value: string): URL[] => value.split(',').map((part) => new URL(part.trim()));

/** What is wrong with it, as the end of a sentence; null when nothing is. */
export function faultOfRedisUrl(value: string): string | null {
  const parts = value.split(',').map((part) => part.trim());
  if (!parts.every((part) => /^rediss?:\/\/./.test(part) && URL.canParse(part))) return 'must be redis://[user:password@]host:6379, rediss:// for TLS, or the nodes of a Redis Cluster, separated by commas';
  const nodes = redisNodes(value);
  if (!nodes.every((node) => node.hostname)) return 'names a node without a host';
  if (new Set(nodes.map((node) => node.protocol)).size > 1) return 'mixes redis:// and rediss://; the nodes of a cluster all speak TLS, or none does';
  if (nodes.length > 1 && nodes.some((node) => node.pathname.length > 1)) return 'names a database number, which a Redis Cluster does not have';
  return null;
}

export const IsRedisUrl = (): PropertyDecorator =>
  ValidateBy({
    name: 'isRedisUrl',
    validator: {
      validate: (value: unknown) => typeof value === 'string' && faultOfRedisUrl(value) === null,
      defaultMessage: (given) => `REDIS_URL ${typeof given?.value === 'string' ? faultOfRedisUrl(given.value) : 'must be text'}`,
    },
  });
