import { ChildWorker } from '../harness/child-worker.js';
import { City } from '../harness/city.js';
import { Desk } from '../harness/desk.js';

/** Losing the whole queue loses punctuality, never an order. */
describe('the queue is emptied', () => {
  let city: City;
  let desk: Desk;

  beforeAll(async () => {
    city = await City.wakes({ worker: false });
    desk = new Desk(city);
  });
  afterAll(() => city.sleeps());

  it('sends every checklist once, although no job ever told anybody to', async () => {
    const { id: warning } = await desk.officer.does<{ id: string }>('/warnings', { level: 'red', basis: 'upper_level_order', reason: '市级指令' });
    await desk.officer.does(`/warnings/${warning}/submit`);
    await desk.approver.does(`/warnings/${warning}/approve`, { previewHash: await desk.previewHash(warning) });
    // The relay gives the entries their places and dies before it hands a single batch to the queue.
    expect(await ChildWorker.start(city, 'relay.placed:1:kill').dies()).toBe('SIGKILL');
    await city.queue.empties();
    const [{ waiting, pending }] = (await city.database.query<{ waiting: number; pending: number }>(
      `SELECT (SELECT count(*) FROM journal_batch WHERE state = 'waiting')::int AS waiting, (SELECT count(*) FROM journal_pending)::int AS pending`,
    )) as [{ waiting: number; pending: number }];
    expect({ waiting, pending }).toEqual({ waiting: 1, pending: 0 });

    // The worker that finds it dies as well, before it has handed it on.
    const finder = ChildWorker.start(city, 'sweep.found:1:kill');
    await city.database.query(`UPDATE test_clock SET shift = shift + interval '30 seconds'`);
    expect(await finder.dies()).toBe('SIGKILL');
    await city.workerStarts();
    await city.clockAdvances({ minutes: 1 });

    const [row] = await city.database.query(`
      SELECT count(*)::int AS lists, count(sent_at)::int AS sent,
             (SELECT count(*) FROM notification_delivery WHERE kind = 'checklist.issued')::int AS placed FROM checklist_checklist`);
    // At level I: 10 townships and subdistricts, 3 police branches, 7 bureaus.
    expect(row).toEqual({ lists: 20, sent: 20, placed: 20 });
  });

  it('loses nothing that waits in the middle of the night either', async () => {
    await city.workerStops();
    const town = city.person('qingshi');
    const [list] = (await town.reads('/checklists?mine=true')).items;
    await town.does(`/checklists/${list.id}/acknowledge`);
    await city.queue.empties();
    await city.workerStarts();
    await city.settles();
    const [delivery] = await city.database.query(`SELECT state FROM notification_delivery WHERE subject = $1 AND kind = 'checklist.issued'`, [`checklist/${list.id}`]);
    expect(delivery).toEqual({ state: 'acknowledged' });
  });
});
