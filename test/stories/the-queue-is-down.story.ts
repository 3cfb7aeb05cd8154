import { setTimeout as sleep } from 'node:timers/promises';
import { City } from '../harness/city.js';
import { Desk } from '../harness/desk.js';
import { redisServer, TestRedis } from '../harness/redis.js';
import { Unit } from '../harness/unit.js';

/** Redis is really killed, in the middle of the night, and comes back empty. Orders need a database; a queue only makes them prompt. */
(redisServer ? describe : describe.skip)('the queue is down (needs redis-server)', () => {
  let city: City;
  let redis: TestRedis;
  let desk: Desk;
  const ready = async (): Promise<{ http: number; status: string; degraded: string[] }> => {
    const reply = await fetch(`${city.url}/readyz`);
    return { http: reply.status, ...((await reply.json()) as { status: string; degraded: string[] }) };
  };
  const until = async (holds: () => Promise<boolean>): Promise<void> => {
    while (!(await holds())) await sleep(50);
  };

  beforeAll(async () => {
    redis = await TestRedis.start(); 
    city = await City.wakes({ queue: { settings: { REDIS_URL: redis.url }, empties: async () => void (await redis.send('FLUSHALL')), stop: () => redis.stop() } });
    desk = new Desk(city);
    await until(async () => !(await ready()).degraded.includes('queue.down'));
  });
  afterAll(() => city.sleeps());

  it('is degraded, not unready, and says why', async () => {
    await redis.kill();
    await until(async () => (await ready()).degraded.includes('queue.down'));
    expect(await ready()).toMatchObject({ http: 200, status: 'degraded', ready: true });
  });

  it('raises, answers and lifts a warning all the same', async () => {
    const { id: warning } = await desk.officer.does<{ id: string }>('/warnings', { level: 'orange', basis: 'own_forecast', reason: '夜间加重' });
    await desk.officer.does(`/warnings/${warning}/submit`);
    await desk.approver.does(`/warnings/${warning}/approve`, { previewHash: await desk.previewHash(warning) });
    const towns = city.unitAccounts().slice(0, 3).map(({ username }) => new Unit(city, username));
    for (const town of towns) {
      await town.acknowledges();
      await town.answersAll();
    }
    await desk.officer.does(`/warnings/${warning}/lift`, { basis: 'own_forecast', reason: '空气转好' });
    await desk.officer.does(`/warnings/${warning}/submit`);
    await desk.approver.does(`/warnings/${warning}/approve`, {});
    // The live feed goes on too: the relay does not wait for the queue.
    await until(async () => (await city.database.query('SELECT 1 FROM journal_pending')).length === 0);
    expect(await city.database.query(`SELECT 1 FROM journal_batch WHERE state = 'waiting'`)).not.toEqual([]);
    expect(await ready()).toMatchObject({ http: 200, degraded: expect.arrayContaining(['queue.down']) });
  });

  it('delivers everything, once, when the queue is back', async () => {
    await redis.restart();
    await until(async () => !(await ready()).degraded.includes('queue.down'));
    await city.settles();
    const [row] = await city.database.query(`
      SELECT count(*)::int AS lists, count(sent_at)::int AS sent,
             (SELECT count(*)::int FROM notification_delivery WHERE kind = 'checklist.lifted') AS placed,
             (SELECT count(DISTINCT unit_id)::int FROM notification_delivery WHERE kind = 'checklist.lifted') AS units FROM checklist_checklist`);
    expect(row).toEqual({ lists: 19, sent: 19, placed: 19, units: 19 });
    expect(await city.database.query(`SELECT 1 FROM journal_batch WHERE state IN ('waiting', 'dead')`)).toEqual([]);
  });
});
