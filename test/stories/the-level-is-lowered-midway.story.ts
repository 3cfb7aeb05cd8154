import { City } from '../harness/city.js';
import { Desk } from '../harness/desk.js';
import { Unit } from '../harness/unit.js';

describe('the level is lowered midway', () => {
  let city: City;
  let desk: Desk;
  let town: Unit;
  let warning: string;
  let response: string;

  beforeAll(async () => {
    city = await City.wakes();
    desk = new Desk(city);
    town = new Unit(city, 'qingshi');
    ({ warning, response } = await desk.issues('orange'));
    await town.acknowledges();
    await town.answersAll();
    await desk.officer.does(`/warnings/${warning}/adjust`, { level: 'yellow', basis: 'own_forecast', reason: '空气质量好于预期' });
  });
  afterAll(() => city.sleeps());

  it('shows the difference before it is signed', async () => {
    const preview = await desk.officer.reads(`/warnings/${warning}/preview`);
    expect(preview).toMatchObject({ from: 'II', to: 'III' });
    const patrols = preview.measures.find((measure: { measureNo: string }) => measure.measureNo === '69');
    // Ten towns: one line stops, one goes on, and the patrols twice a day give way to one a day.
    expect(patrols).toMatchObject({ start: 0, tighten: 0, relax: 10, stop: 10, continue: 10 });
  });

  it('sends only the difference: stopped lines are withdrawn, relaxed ones keep their answer', async () => {
    const before = await town.checklist();
    await desk.signs(warning);
    const after = await town.checklist();
    expect(after).toMatchObject({ revision: 2, itemsTotal: 17, itemsAnswered: 17, acknowledgedAt: null, sentAt: expect.any(String) });
    expect(after.items.filter((item) => item.state === 'withdrawn')).toHaveLength(before.items.length - after.items.filter((item) => item.state !== 'withdrawn' && before.items.some((old) => old.id === item.id)).length);
    const relaxed = after.items.filter((item) => item.measureNo === '69' && !before.items.some((old) => old.id === item.id));
    expect(relaxed).toEqual([expect.objectContaining({ state: 'not_applicable', answers: [expect.objectContaining({ note: '本单位无此情形' })] })]);
  });

  it('opens them again when it is raised, stricter: nothing answered for a milder line counts', async () => {
    await desk.adjusts(warning, 'red');
    const list = await town.checklist();
    const patrols = list.items.filter((item) => item.measureNo === '69' && item.role === 'responsible' && item.state !== 'withdrawn');
    expect(patrols.some((item) => item.state === 'open')).toBe(true);
    const { totals } = await desk.progress(response);
    // At level I every line of the plan that is on at I: 386 for the responsible units of this district.
    expect(totals.items).toBe(386);
    expect(list).toMatchObject({ revision: 3, acknowledgedAt: null });
  });

  it('keeps how far each earlier revision got', async () => {
    const { id } = await town.checklist();
    const rows = await city.database.query(`SELECT revision, acknowledged_at IS NOT NULL AS acknowledged FROM checklist_revision WHERE checklist_id = $1 ORDER BY revision`, [id]);
    expect(rows).toEqual([
      { revision: 1, acknowledged: true },
      { revision: 2, acknowledged: false },
    ]);
  });

  it('counts what it shows: totals equal the rows behind them', async () => {
    const wrong = await city.database.query(`
      SELECT list.id FROM checklist_checklist list CROSS JOIN LATERAL (
        SELECT count(*) FILTER (WHERE role = 'responsible' AND state <> 'withdrawn') AS total,
               count(*) FILTER (WHERE role = 'responsible' AND state IN ('done', 'partly', 'cannot', 'not_applicable', 'accepted')) AS answered,
               count(*) FILTER (WHERE state = 'accepted') AS accepted
          FROM checklist_item item WHERE item.checklist_id = list.id) counted
       WHERE (items_total, items_answered, items_accepted) IS DISTINCT FROM (counted.total, counted.answered, counted.accepted)`);
    expect(wrong).toEqual([]);
  });
});
