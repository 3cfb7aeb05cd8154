import { TestRedisCluster } from './redis-cluster.js';
import { redisServer, TestRedis } from './redis.js';

const here = redisServer ? describe : describe.skip;

here('the redis-servers of the tests (needs redis-server)', () => {
  const started: { stop(): Promise<void> }[] = [];
  const keep = <Server extends { stop(): Promise<void> }>(server: Server): Server => (started.push(server), server);
  afterEach(() => Promise.all(started.splice(0).map((server) => server.stop())));

  it('come back empty after a kill, or with what they had when they keep an append-only file', async () => {
    for (const append of [false, true]) {
      const redis = keep(await TestRedis.start({ append }));
      await redis.send('SET', 'kept', 'yes');
      await redis.kill();
      await expect(redis.send('PING')).rejects.toThrow();
      await redis.restart();
      expect(await redis.send('GET', 'kept')).toBe(append ? 'yes' : null);
    }
  });

  it('speak TLS and ask for the password', async () => {
    const redis = keep(await TestRedis.start({ tls: true, password: 'geheim' }));
    expect(redis.url).toMatch(/^rediss:\/\/:geheim@127\.0\.0\.1:\d+$/);
    expect(await redis.send('SET', 'a', '1')).toBe('OK');
  });

  it('make a cluster of three masters, whose replica takes over from a lost one', async () => {
    const cluster = keep(await TestRedisCluster.start({ replicas: true }));
    const first = await cluster.holder();
    await first.send('SET', '{qk}a', '1');
    await first.kill();
    let next = first;
    while (next === first) next = await cluster.holder().catch(() => first);
    expect(cluster.replicas).toContain(next);
    await first.restart();
    await cluster.whole();
    expect(await next.send('GET', '{qk}a')).toBe('1');
  });
});
