import { createServer, type AddressInfo, type Server } from 'node:net';
import { testEnvironment } from '../../../../test/harness/stage.js';
import { TestRedisCluster } from '../../../../test/harness/redis-cluster.js';
import { freePort, redisServer, TestRedis, type RedisOptions } from '../../../../test/harness/redis.js';
import { refuseUnfitRedis } from './redis-fitness.js';

const examined = (REDIS_URL: string, more: { REDIS_CA_FILE?: string } = {}): Promise<string[]> => refuseUnfitRedis(testEnvironment('postgres://nobody@127.0.0.1/none', { REDIS_URL, ...more }));

/** A server that answers INFO with these lines and refuses everything else, as a managed one may. */
async function speaking(...lines: string[]): Promise<{ url: string; server: Server }> {
  const text = lines.map((line) => `${line}\r\n`).join('');
  const server = createServer((socket) =>
    socket.on('error', () => undefined).on('data', (bytes) => {
      for (const command of bytes.toString().match(/\*\d+\r\n\$\d+\r\n\w+/g) ?? []) socket.write(/info$/i.test(command) ? `$${text.length}\r\n${text}\r\n` : '-ERR unknown command\r\n');
    }),
  );
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { url: `redis://127.0.0.1:${(server.address() as AddressInfo).port}`, server };
}

describe('whether a Redis may hold the queues', () => {
  it('is refused when it is too old', async () => {
    const { url, server } = await speaking('redis_version:6.0.16', 'maxmemory_policy:noeviction');
    await expect(examined(url)).rejects.toThrow(/^127\.0\.0\.1:\d+ runs Redis 6\.0\.16\. Qingkong needs Redis 6\.2 or newer/);
    server.close();
  });

  it('goes on, and says so, when the server does not tell its policy', async () => {
    const { url, server } = await speaking('redis_version:7.2.4');
    expect(await examined(url)).toEqual([expect.stringMatching(/does not tell its maxmemory-policy; make sure that it is noeviction/)]);
    server.close();
  });

  it('goes on when the server is merely away, and says that the start is degraded', async () => {
    expect(await examined(`redis://127.0.0.1:${await freePort()}`)).toEqual([expect.stringMatching(/cannot be reached .*ECONNREFUSED.*starts degraded/)]);
  });

  it('is not asked when the queues live in PostgreSQL', async () => {
    expect(await refuseUnfitRedis(testEnvironment('postgres://nobody@127.0.0.1/none'))).toEqual([]);
  });
});

(redisServer ? describe : describe.skip)('whether a real Redis may hold the queues (needs redis-server)', () => {
  const ends: (() => Promise<void>)[] = [];
  const started = async (options: RedisOptions): Promise<TestRedis> => {
    const redis = await TestRedis.start(options);
    ends.push(() => redis.stop());
    return redis;
  };
  afterEach(async () => {
    for (const end of ends.splice(0)) await end();
  });

  it('is refused when it would forget jobs', async () => {
    const redis = await started({ settings: [['maxmemory-policy', 'allkeys-lru']] });
    await expect(examined(redis.url)).rejects.toThrow(/has maxmemory-policy allkeys-lru: .* Set maxmemory-policy noeviction there/);
  });

  it('is refused with a wrong password, or with none', async () => {
    const redis = await started({ password: 'geheim' });
    await expect(examined(`redis://:wrong@127.0.0.1:${redis.port}`)).rejects.toThrow('does not accept the user or password');
    await expect(examined(`redis://127.0.0.1:${redis.port}`)).rejects.toThrow('does not accept the user or password');
    expect(await examined(redis.url)).toEqual([]);
  });

  it('is refused when its certificate is private and its authority is not named', async () => {
    const redis = await started({ tls: true, password: 'geheim' });
    await expect(examined(redis.url)).rejects.toThrow(/certificate .* is not trusted\. .*REDIS_CA_FILE/);
    await expect(examined(redis.url, { REDIS_CA_FILE: '/no/such/file.pem' })).rejects.toThrow('REDIS_CA_FILE cannot be read');
    expect(await examined(redis.url, { REDIS_CA_FILE: redis.caFile })).toEqual([]);
  });

  it('may not tell its policy by CONFIG; INFO tells as well', async () => {
    const redis = await started({ settings: [['rename-command', 'CONFIG', '']] });
    expect(await examined(redis.url)).toEqual([]);
  });

  it('must be what REDIS_URL says: one, or a cluster', async () => {
    const cluster = await TestRedisCluster.start();
    ends.push(() => cluster.stop());
    const [first] = cluster.members;
    expect(await examined(cluster.url)).toEqual([]);
    expect(await examined(`${first!.url},${first!.url}`)).toEqual([]);
    await expect(examined(first!.url)).rejects.toThrow('is a node of a Redis Cluster. Name its nodes');
    const alone = await started({});
    await expect(examined(`${alone.url},${alone.url}`)).rejects.toThrow('is a single Redis. Name one address');
  });
});
