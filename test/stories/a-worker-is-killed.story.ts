import { ChildWorker } from '../harness/child-worker.js';
import { City } from '../harness/city.js';
import { Desk } from '../harness/desk.js';

/** Killed in the middle of a block: before its effects, between effects and done-mark, and just after the commit. */
describe.each(['batch.taken', 'block.marked', 'block.placed', 'batch.before-commit', 'batch.committed'])('a worker is killed at %s', (failpoint) => {
  let city: City;
  let desk: Desk;

  beforeAll(async () => {
    city = await City.wakes({ worker: false });
    desk = new Desk(city);
  });
  afterAll(() => city.sleeps());

  it('and the next one sends each checklist exactly once', async () => {
    const { id: warning } = await desk.officer.does<{ id: string }>('/warnings', { level: 'orange', basis: 'own_forecast', reason: '夜间加重' });
    await desk.officer.does(`/warnings/${warning}/submit`);
    await desk.approver.does(`/warnings/${warning}/approve`, { previewHash: await desk.previewHash(warning) });

    expect(await ChildWorker.start(city, `${failpoint}:1:kill`).dies()).toBe('SIGKILL');
    await city.workerStarts();
    await city.clockAdvances({ minutes: 1 });

    const [row] = await city.database.query(`
      SELECT count(*)::int AS lists, count(sent_at)::int AS sent,
             (SELECT count(*) FROM notification_delivery)::int AS placed,
             (SELECT count(*) FROM journal WHERE type = 'checklist.block-sent')::int AS "blocksSent" FROM checklist_checklist`);
    expect(row).toEqual({ lists: 19, sent: 19, placed: 19, blocksSent: 1 });
  });
});
