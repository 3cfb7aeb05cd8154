import { setTimeout as sleep } from 'node:timers/promises';
import { City } from '../harness/city.js';
import { Desk } from '../harness/desk.js';
import { Process } from '../harness/process.js';
import { freePort } from '../harness/redis.js';
import { Unit } from '../harness/unit.js';

/** SIGTERM while people answer: as in every update of the product. */
describe('a process is told to end under load', () => {
  let city: City;
  let desk: Desk;
  const begun: Process[] = [];
  const keep = (process: Process): Process => (begun.push(process), process);
  const until = async (holds: () => Promise<boolean>): Promise<void> => {
    while (!(await holds())) await sleep(50);
  };

  beforeAll(async () => {
    city = await City.wakes({ worker: false });
    desk = new Desk(city);
  });
  afterAll(async () => {
    for (const process of begun) await process.dies();
    await city.sleeps();
  });

  it('an api answers what it has accepted, says that it leaves, sends the feeds away, and ends with 0', async () => {
    const port = await freePort();
    const url = `http://127.0.0.1:${port}`;
    const api = keep(Process.start('api', city, { PORT: String(port), DRAIN_SECONDS: '2', SERVE_CONSOLE: 'false' }));
    const readiness = (): Promise<number> => fetch(`${url}/readyz`).then((reply) => reply.status, () => 0);
    await until(async () => (await readiness()) === 200);

    const statuses: number[] = [];
    const broken: string[] = [];
    let working = true;
    const inspector = city.person('xuncha01', url);
    const [site] = (await inspector.reads('/units?search=hyzz')).items;
    const answering = Array.from({ length: 12 }, async () => {
      while (working) {
        await inspector
          .post('/violations', { unitId: site.id, category: 'vehicle', place: '北门' })
          .then(({ status }) => statuses.push(status), (error: Error & { cause?: { code?: string } }) => (broken.push(error.cause?.code ?? error.message), sleep(20)));
      }
    });
    const feed = await fetch(`${url}/api/v1/feed`, { headers: { cookie: inspector.session } });
    const heard = feed.text();
    await until(async () => statuses.length > 50);

    const leaving = api.ends();
    await until(async () => (await readiness()) === 503);
    const inTheWindow = statuses.length;
    expect(await leaving).toBe(0);
    working = false;
    await Promise.all(answering);
    expect(statuses.length).toBeGreaterThan(inTheWindow);
    expect(statuses.filter((status) => status >= 500 && status !== 503)).toEqual([]);
    // A connection that the closing door did not take is refused or reset; whatever was taken in was answered.
    expect(broken.filter((code) => !['ECONNREFUSED', 'ECONNRESET'].includes(code))).toEqual([]);
    const [{ kept }] = (await city.database.query<{ kept: number }>('SELECT count(*)::int AS kept FROM inspection_violation')) as [{ kept: number }];
    expect(statuses.filter((status) => status === 201)).toHaveLength(kept);
    expect(await heard).toMatch(/\n\nretry: \d+\n\n$/);
  });

  it('a worker leaves nothing stalled: another one delivers the rest', async () => {
    const worker = keep(Process.start('worker', city));
    const { id: warning } = await desk.officer.does<{ id: string }>('/warnings', { level: 'red', basis: 'upper_level_order', reason: '市级指令' });
    await desk.officer.does(`/warnings/${warning}/submit`);
    await desk.approver.does(`/warnings/${warning}/approve`, { previewHash: await desk.previewHash(warning) });
    await until(async () => (await city.database.query('SELECT 1 FROM checklist_checklist WHERE sent_at IS NOT NULL')).length > 0);
    const answers = Promise.all(city.unitAccounts().map(async ({ username }) => {
      const unit = new Unit(city, username);
      await unit.acknowledges();
      await unit.answersAll();
    }));
    await until(async () => (await city.database.query(`SELECT 1 FROM journal WHERE type = 'checklist.items-answered'`)).length > 3);
    const leaving = worker.ends();
    await answers;
    expect(await leaving).toBe(0);
    await city.workerStarts();
    await city.settles();
    const [row] = await city.database.query(`
      SELECT count(*)::int AS lists, count(sent_at)::int AS sent, count(acknowledged_at)::int AS acknowledged,
             (SELECT count(*)::int FROM notification_delivery WHERE kind = 'checklist.issued' AND state = 'acknowledged') AS noted,
             (SELECT count(*)::int FROM journal_batch WHERE state IN ('waiting', 'dead')) AS stuck FROM checklist_checklist`);
    expect(row).toMatchObject({ lists: 20, sent: 20, stuck: 0 });
    expect(row!.noted).toBe(row!.acknowledged);
  });
});
