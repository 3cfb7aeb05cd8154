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

  describe('make a cluster of three masters', () => {
    it('whose replica takes over from a lost one, without what that one took last', async () => {
      const cluster = keep(await TestRedisCluster.start({ replica: true }));
      const first = await cluster.holder();
      await first.send('SET', '{qk}early', '1');
      const { lost, bytes } = await cluster.losesMaster(() => first.send('SET', '{qk}late', '1'));
      expect(lost).toBe(first);
      expect(bytes).toBeGreaterThanOrEqual('SET {qk}late 1'.length);
      const next = await cluster.holder();
      expect(next).not.toBe(first);
      expect(await next.send('MGET', '{qk}early', '{qk}late')).toEqual(['1', null]);
      await lost.restart();
      await cluster.whole();
      expect(String(await lost.send('ROLE'))).toMatch(/^slave,127\.0\.0\.1,/);
      // And back again: who has come back as a replica is as good as the first one was.
      await cluster.losesMaster(() => Promise.resolve());
      expect(await cluster.holder()).toBe(first);
      expect(await first.send('MGET', '{qk}early', '{qk}late')).toEqual(['1', null]);
    });

    it('of which one changes places with its replica, and keeps everything', async () => {
      const cluster = keep(await TestRedisCluster.start({ replica: true }));
      const first = await cluster.holder();
      await first.send('SET', '{qk}early', '1');
      await cluster.switches();
      const next = await cluster.holder();
      expect(next).not.toBe(first);
      expect(await next.send('GET', '{qk}early')).toBe('1');
      expect([first, next]).not.toContain(await cluster.bystander());
    });
  });
});
