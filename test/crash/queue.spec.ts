import { redisServer } from '../harness/redis.js';
import { RedisQueue } from './queue.js';

const here = redisServer ? describe : describe.skip;

here('the servers with the queues of the suite (needs redis-server)', () => {
  let queue: RedisQueue;
  afterEach(() => queue.stop());

  it('fall one at a time, and every second master that is lost stays away until the next night', async () => {
    queue = (await RedisQueue.start('cluster'))!;
    const [first, second] = [queue.dies('lost'), queue.dies('all')];
    expect([first.killed, second.killed]).toEqual([1, 0]);
    await first.back;
    expect([queue.away, queue.unreplicated]).toEqual([0, 0]);
    await queue.dies('lost').back;
    expect(queue.away).toBe(1);
    const everything = queue.dies('switched');
    expect(everything.killed).toBe(0);
    await everything.back;
    expect(queue.away).toBe(0);
    await queue.dies('lost').back;
    await queue.dies('lost').back;
    expect(queue.away).toBe(1);
    await queue.mended();
    expect(queue.away).toBe(0);
    const power = queue.dies('all');
    expect(power.killed).toBe(4);
    await power.back;
    const bystander = queue.dies('bystander');
    expect(bystander.killed).toBe(1);
    await bystander.back;
    await queue.flush();
  });

  it('forget also when they die of another blow in the middle of it', async () => {
    queue = (await RedisQueue.start('redis'))!;
    for (let n = 0; n < 5; n++) {
      const forgotten = queue.flush();
      const { killed } = queue.dies('away');
      expect(killed).toBe(1);
      await forgotten;
    }
  });

  it('come back, a single one as well', async () => {
    queue = (await RedisQueue.start('redis'))!;
    for (const fall of ['away', 'torn', 'all'] as const) {
      const { killed, back } = queue.dies(fall);
      expect(killed).toBe(1);
      await back;
      await queue.flush();
    }
  });
});
