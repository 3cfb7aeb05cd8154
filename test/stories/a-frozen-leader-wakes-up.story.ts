import { setTimeout as sleep } from 'node:timers/promises';
import { City } from '../harness/city.js';
import { Desk } from '../harness/desk.js';
import { Process } from '../harness/process.js';

/** SIGSTOP in the middle of a leader's transaction: connections stay open, nothing is said. Another takes over; the frozen one wakes up too late. */
describe.each([
  ['relay', 'relay.before-commit'],
  ['clocks', 'clock.before-commit'],
])('the leader of the %s is frozen and wakes up', (office, failpoint) => {
  let city: City;
  let desk: Desk;
  const frozen: Process[] = [];

  const epoch = async (): Promise<number> => Number((await city.database.query<{ epoch: string }>('SELECT epoch FROM platform_leader WHERE name = $1', [office]))[0]?.epoch ?? 0);
  /** All that a relay or a clock engine can change. */
  const world = () =>
    city.database.query(`
      SELECT (SELECT position FROM journal_head) AS head, (SELECT count(*)::int FROM journal_feed) AS feed, (SELECT count(*)::int FROM journal_pending) AS pending,
             (SELECT count(*)::int FROM journal_batch) AS batches, (SELECT count(*)::int FROM journal) AS entries,
             (SELECT array_agg(ring_at ORDER BY id) FROM checklist_checklist) AS ring, (SELECT array_agg(acknowledge_step ORDER BY id) FROM checklist_checklist) AS step,
             (SELECT array_agg(kind || subject || unit_id || person_id || round ORDER BY id) FROM notification_delivery) AS notices`);

  /** Checklists are out, and the first deadline was five seconds ago: too short for a sweep, the engine's own business. */
  const firstDeadline = async (): Promise<void> => {
    await city.workerStarts();
    await city.settles();
    await city.workerStops();
    await city.database.query(`UPDATE test_clock SET shift = shift + (SELECT min(ring_at) - clock_now() + interval '5 seconds' FROM checklist_checklist)`);
  };

  beforeAll(async () => {
    city = await City.wakes({ worker: false });
    desk = new Desk(city);
  });
  afterAll(async () => {
    for (const process of frozen) await process.dies();
    await city.sleeps();
  });

  it('after another took over, and changes nothing', async () => {
    const { id: warning } = await desk.officer.does<{ id: string }>('/warnings', { level: 'orange', basis: 'own_forecast', reason: '夜间加重' });
    await desk.officer.does(`/warnings/${warning}/submit`);
    await desk.approver.does(`/warnings/${warning}/approve`, { previewHash: await desk.previewHash(warning) });
    if (office === 'clocks') await firstDeadline();
    const worker = Process.start('worker', city, { FAILPOINTS: `${failpoint}:1:stop` });
    frozen.push(worker);
    const stopped = worker.reaches(failpoint);
    await stopped;
    const before = await epoch();

    // Nobody ends its connections by hand: its transaction times out, its lease runs out, the sweep of the next worker ends its term.
    await city.workerStarts();
    while ((await epoch()) === before) await sleep(200);
    await city.settles();
    const sweep = await city.database.query(`SELECT data -> 'subjects' AS subjects FROM journal WHERE type = 'platform.repaired' AND data ->> 'sweep' = 'platform.leases'`);
    expect(JSON.stringify(sweep)).toContain(`leader/${office}`);
    await city.workerStops();

    const after = await world();
    const led = await epoch();
    worker.wakes();
    // It has woken up once it stands for office again, and has won it, as nobody else is left: everything it had in hand is behind it.
    while ((await epoch()) === led) await sleep(50);
    await city.settles();
    const awake = await world();
    expect(awake).toEqual(after);
    const [row] = await city.database.query(`SELECT count(*)::int AS lists, count(sent_at)::int AS sent, (SELECT count(*)::int FROM notification_delivery WHERE kind = 'checklist.issued') AS placed FROM checklist_checklist`);
    expect(row).toEqual({ lists: 19, sent: 19, placed: 19 });
  }, 120_000);
});
