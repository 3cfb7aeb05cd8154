import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { Queues } from '#platform';
import { City } from '../harness/city.js';
import { Desk } from '../harness/desk.js';
import { Process } from '../harness/process.js';
import { freePort } from '../harness/redis.js';
import { Unit } from '../harness/unit.js';

/** How a connection ends at a door that closes: not taken any more, or cut between two requests. */
const CLOSED: ReadonlySet<string> = new Set(['ECONNREFUSED', 'ECONNRESET', 'UND_ERR_SOCKET']);

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
    const broken: { who: number; code: string; leaving: boolean }[] = [];
    let [working, saidThatItLeaves] = [true, false];
    const inspector = city.person('xuncha01', url);
    const [site] = (await inspector.reads('/units?search=hyzz')).items;
    const answering = Array.from({ length: 12 }, async (_, who) => {
      while (working) {
        await inspector
          .post('/violations', { unitId: site.id, category: 'vehicle', place: '北门' })
          .then(({ status }) => statuses.push(status), (error: Error & { cause?: { code?: string } }) => (broken.push({ who, code: error.cause?.code ?? error.message, leaving: saidThatItLeaves }), sleep(20)));
      }
    });
    const feed = await fetch(`${url}/api/v1/feed`, { headers: { cookie: inspector.session } });
    const heard = feed.text();
    await until(async () => statuses.length > 50);

    const leaving = api.ends();
    await until(async () => (await readiness()) === 503);
    saidThatItLeaves = true;
    const inTheWindow = statuses.length;
    expect(await leaving).toBe(0);
    working = false;
    await Promise.all(answering);
    expect(statuses.length).toBeGreaterThan(inTheWindow);
    // Whatever it took in it answered, and it took in whatever came until it said that it leaves, and a while longer.
    expect(statuses.filter((status) => status >= 500)).toEqual([]);
    expect(broken.filter(({ leaving }) => !leaving)).toEqual([]);
    expect(broken.filter(({ code }) => !CLOSED.has(code))).toEqual([]);
    // The closing door may cut one connection of each, between two requests; from then on it is shut.
    const cut = broken.filter(({ code }) => code !== 'ECONNREFUSED').map(({ who }) => who);
    expect(cut).toEqual([...new Set(cut)]);
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
    const [late, ...units] = city.unitAccounts().map(({ username }) => new Unit(city, username));
    const answer = async (unit: Unit): Promise<void> => {
      await unit.acknowledges();
      await unit.answersAll();
    };
    const answers = Promise.all(units.map(answer));
    await until(async () => (await city.database.query(`SELECT 1 FROM journal WHERE type = 'checklist.items-answered'`)).length > 3);
    const inHand = async () => (await Promise.all(city.service(Queues).all().map((queue) => queue.getJobs(['active'])))).flat();
    // It is told to end with work in its hands that cannot end yet.
    const blocker = new pg.Client({ connectionString: city.database.url });
    await blocker.connect();
    await blocker.query('BEGIN; LOCK TABLE notification_delivery IN EXCLUSIVE MODE');
    await answer(late!);
    await until(async () => (await inHand()).length > 0);
    const leaving = worker.ends();
    await blocker.query('COMMIT');
    await blocker.end();
    expect(await leaving).toBe(0);
    expect(await inHand()).toEqual([]);
    await answers;
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
