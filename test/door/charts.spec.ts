import { City } from '../harness/city.js';
import { Desk } from '../harness/desk.js';
import { Unit } from '../harness/unit.js';

interface Row {
  readonly id: string;
}

const BY_ROW = `
  SELECT line.measure_no AS "measureNo", count(DISTINCT item.checklist_id)::int AS units, count(*)::int AS items, count(*) FILTER (WHERE item.state = 'open')::int AS open,
         count(*) FILTER (WHERE item.state = 'returned')::int AS returned, count(*) FILTER (WHERE item.state = 'done')::int AS done, count(*) FILTER (WHERE item.state = 'accepted')::int AS accepted
    FROM checklist_item item JOIN checklist_checklist list ON list.id = item.checklist_id JOIN checklist_line line ON line.response_id = list.response_id AND line.line_id = item.line_id
   WHERE list.response_id = $1 AND item.role = 'responsible' AND item.state <> 'withdrawn' GROUP BY line.measure_no ORDER BY min(line.line_id)`;
const LATE_BY_ROW = `
  SELECT count(DISTINCT item.checklist_id) FILTER (WHERE item.confirm_by < clock_now())::int AS lists, min(item.confirm_by) FILTER (WHERE item.confirm_by >= clock_now()) AS next
    FROM checklist_item item JOIN checklist_checklist list ON list.id = item.checklist_id
   WHERE list.response_id = $1 AND list.excused_at IS NULL AND item.state IN ('open', 'returned')`;

/** What is drawn is counted in the database by other words here, and is as many rows as the list shows by the same filter. */
describe('the figures of charts and map', () => {
  let city: City;
  let desk: Desk;
  let response: string;
  let warning: string;

  const one = async (sql: string, ...values: unknown[]): Promise<number> => (await city.database.query<{ n: number }>(sql, values))[0]!.n;
  const wholeList = async (path: string): Promise<Row[]> => {
    const rows: Row[] = [];
    for (let cursor: string | null = ''; cursor !== null; ) {
      const page: { items: Row[]; nextCursor: string | null } = await desk.officer.reads(`${path}limit=100${cursor ? `&cursor=${cursor}` : ''}`);
      rows.push(...page.items);
      cursor = page.nextCursor;
    }
    return rows;
  };

  beforeAll(async () => {
    city = await City.wakes();
    desk = new Desk(city);
    ({ warning, response } = await desk.issues('orange'));
    await new Unit(city, 'qingshi').acknowledges();
    await new Unit(city, 'qingshi').answersAll();
    await city.clockAdvances({ hours: 25 });
    await new Unit(city, 'liuwan').answersAll();
    const { items } = await desk.officer.reads<{ items: { checklistId: string; itemId: string }[] }>('/reviews?limit=3');
    for (const { checklistId, itemId } of items) await city.person('shengtai').post(`/checklists/${checklistId}/items/${itemId}/accept`);
    for (const { checklistId, itemId } of items) await desk.officer.post(`/checklists/${checklistId}/items/${itemId}/accept`);
    const [{ id: site }] = (await city.person('xuncha01').reads<{ items: [Row] }>('/units?search=hyzz')).items;
    for (const place of [{ latitude: 41.57, longitude: 120.45 }, { latitude: 41.58, longitude: 120.46 }, {}]) await city.person('xuncha01').does('/violations', { unitId: site, category: 'other', place: '北门', ...place });
    await city.settles();
  });
  afterAll(() => city.sleeps());

  it('progress over time ends with what the lists count now, and never goes down', async () => {
    const { points, checklists, items } = await desk.officer.reads<{ points: Record<string, number>[]; checklists: number; items: number }>(`/responses/${response}/history`);
    const { totals } = await desk.progress(response);
    expect(points).toHaveLength(61);
    const last = points.at(-1)!;
    expect({ checklists, items, acknowledged: last.acknowledged, answered: last.answered, accepted: last.accepted, stoodDown: last.stoodDown }).toEqual({
      checklists: totals.checklists, items: totals.items, acknowledged: totals.acknowledged, answered: totals.answered, accepted: totals.accepted, stoodDown: 0,
    });
    expect(last.answered).toBe(await one(`SELECT count(DISTINCT (checklist_id, line_id))::int AS n FROM checklist_answer`));
    expect(last.accepted).toBe(await one(`SELECT count(*)::int AS n FROM checklist_review WHERE verdict = 'accepted'`));
    expect(last.accepted).toBeGreaterThan(0);
    for (const what of ['acknowledged', 'answered', 'accepted']) expect(points.map((point) => point[what]!)).toEqual(points.map((point) => point[what]!).sort((a, b) => a - b));
    // Two units answered, a day apart: the first of them stands on the first step already.
    expect(points[2]!.answered).toBeGreaterThan(0);
    expect(points[2]!.answered).toBeLessThan(last.answered!);
    expect(await wholeList(`/responses/${response}/items?timing=answered&`)).toHaveLength(last.answered!);
    expect(await wholeList(`/responses/${response}/items?state=accepted&`)).toHaveLength(last.accepted!);
  });

  it('the rate in time by unit is that of the rows, for each unit and in all', async () => {
    const { units, ...all } = await desk.officer.reads<{ units: { unitId: string; unitName: string; items: number; onTime: number; late: number; waiting: number }[]; items: number; onTime: number; late: number; waiting: number }>(`/responses/${response}/punctuality`);
    for (const [timing, figure] of [['on_time', all.onTime], ['late', all.late], ['waiting', all.waiting]] as const) {
      expect(await wholeList(`/responses/${response}/items?timing=${timing}&`)).toHaveLength(figure);
    }
    expect(all.onTime + all.late + all.waiting).toBe(all.items);
    expect(all.onTime).toBeGreaterThan(0);
    const [worst] = units;
    expect(worst!.late).toBeGreaterThan(0);
    for (const unit of [worst!, ...units.filter(({ unitName }) => unitName === '青石镇')]) {
      for (const [timing, figure] of [['on_time', unit.onTime], ['late', unit.late]] as const) expect(await wholeList(`/responses/${response}/items?unitId=${unit.unitId}&timing=${timing}&`)).toHaveLength(figure);
    }
    expect(units.find(({ unitName }) => unitName === '青石镇')).toMatchObject({ late: 0, waiting: 0 });
    expect(units.find(({ unitName }) => unitName === '柳湾镇')!.late).toBeGreaterThan(0);
    expect(all.late).toBe(await one(`SELECT count(*)::int AS n FROM checklist_item WHERE role = 'responsible' AND (answered_at > confirm_by OR answered_at IS NULL AND confirm_by < clock_now())`));
  });

  it('progress is that of the rows, by measure and by what is late; nobody excused is late', async () => {
    await city.database.query('UPDATE checklist_checklist SET excused_at = clock_now() WHERE id = (SELECT max(id) FROM checklist_checklist WHERE response_id = $1 AND stood_down_at IS NULL)', [response]);
    await city.database.query(`UPDATE checklist_item SET confirm_by = clock_now() + interval '1 hour' WHERE (checklist_id, line_id) = (SELECT checklist_id, line_id FROM checklist_item WHERE state = 'open' AND role = 'responsible' ORDER BY 1, 2 LIMIT 1)`);
    const { totals, measures } = await desk.progress(response);
    for (const state of ['overdue', 'unacknowledged', 'unanswered']) expect({ state, lists: await wholeList(`/checklists?responseId=${response}&state=${state}&`) }).toMatchObject({ state, lists: { length: totals[state] } });
    for (const [state, figure] of [['acknowledged', totals.acknowledged], ['excused', totals.excused], ['stood_down', totals.stoodDown]] as const) expect({ state, lists: await wholeList(`/checklists?responseId=${response}&state=${state}&`) }).toMatchObject({ state, lists: { length: figure } });
    expect([totals.acknowledged! > 0, totals.excused, totals.stoodDown]).toEqual([true, 1, 0]);
    expect(totals.overdue).toBeGreaterThan(1);
    const ofRows = await city.database.query<{ measureNo: string }>(BY_ROW, [response]);
    expect(measures.map(({ measureNo, units, items, open, returned, done, accepted }) => ({ measureNo, units, items, open, returned, done, accepted }))).toEqual(ofRows);
    expect(ofRows.length).toBeGreaterThan(10);
    const [late] = await city.database.query<object>(LATE_BY_ROW, [response]);
    expect({ lists: totals.confirmOverdue, next: totals.nextConfirmBy }).toEqual(JSON.parse(JSON.stringify(late)));
    await city.database.query('UPDATE checklist_checklist SET excused_at = NULL WHERE response_id = $1', [response]);
  });

  it('deliveries by delay are the rows of the ledger, each in exactly one bar', async () => {
    await city.database.query(`UPDATE notification_delivery SET sent_at = queued_at + interval '3 minutes' WHERE id = (SELECT min(id) FROM notification_delivery WHERE thread = $1)`, [response]);
    const { items, deliveries } = await desk.officer.reads<{ items: { channel: string; delay: string; deliveries: number }[]; deliveries: number }>(`/responses/${response}/delays`);
    expect(deliveries).toBe(await one('SELECT count(*)::int AS n FROM notification_delivery WHERE thread = $1', response));
    expect(items.find(({ delay }) => delay === 'under_5m')).toEqual({ channel: 'in_app', delay: 'under_5m', deliveries: 1 });
    for (const { channel, delay, deliveries: count } of items) expect(await wholeList(`/responses/${response}/deliveries?channel=${channel}&delay=${delay}&`)).toHaveLength(count);
  });

  it('all that left is found by one word, without what waits and what failed; and the ledger is read from its newest row as from its oldest', async () => {
    for (const [n, state] of ['failed', 'queued'].entries()) await city.database.query(`UPDATE notification_delivery SET state = $2 WHERE id = (SELECT max(id) - $3::int FROM notification_delivery WHERE thread = $1)`, [response, state, n]);
    const { items, deliveries } = await desk.officer.reads<{ items: { delay: string; deliveries: number }[]; deliveries: number }>(`/responses/${response}/delays`);
    expect(items.filter(({ delay }) => delay === 'failed' || delay === 'waiting').map(({ deliveries: count }) => count)).toEqual([1, 1]);
    expect(await wholeList(`/responses/${response}/deliveries?delay=left&`)).toHaveLength(deliveries - 2);
    const ledger = await wholeList(`/responses/${response}/deliveries?`);
    expect(ledger.length).toBeGreaterThan(100);
    expect(await wholeList(`/responses/${response}/deliveries?order=newest&`)).toEqual(ledger.map((_row, n) => expect.objectContaining({ id: ledger[ledger.length - 1 - n]!.id })));
  });

  it('the map has every unit and every finding that has a place, and says how many there are in all', async () => {
    const places = await desk.officer.reads<{ items: { state: string; checklistId: string; latitude: number }[]; units: number; placed: number }>(`/responses/${response}/places`);
    const lists = await wholeList(`/checklists?responseId=${response}&`);
    expect(places.units).toBe(lists.length);
    expect(places.items).toHaveLength(places.placed);
    expect(places.placed).toBe(await one(`SELECT count(*)::int AS n FROM checklist_checklist l JOIN directory_unit u ON u.id = l.unit_id AND u.latitude IS NOT NULL WHERE l.response_id = $1`, response));
    expect(places.placed).toBeGreaterThan(10);
    const overdue = new Set((await wholeList(`/checklists?responseId=${response}&state=overdue&`)).map(({ id }) => id));
    expect(places.items.filter(({ state, checklistId }) => (state === 'overdue') !== overdue.has(checklistId))).toEqual([]);
    const findings = await desk.officer.reads<{ items: { id: string; latitude: number | null }[]; findings: number; open: number; placed: number }>(`/responses/${response}/findings`);
    expect(findings).toMatchObject({ findings: 3, open: 3, placed: 2 });
    expect(findings.items.map(({ id }) => id)).toEqual((await wholeList(`/violations?responseId=${response}&`)).map(({ id }) => id));
  });

  it('the outline is that of the reader’s own district', async () => {
    const { name, outline } = await desk.officer.reads<{ name: string; outline: { name: string; features: unknown[] } }>('/outline');
    expect({ name, whose: outline.name }).toEqual({ name: '晴川区', whose: '晴川区' });
    expect(outline.features.length).toBeGreaterThan(5);
  });

  it('a unit is moved on the map by whoever keeps the directory, to a whole place or to none', async () => {
    const admin = city.person('xitong01');
    const [{ id }] = (await admin.reads<{ items: [Row] }>(`/units?search=${encodeURIComponent('青石镇')}`)).items;
    const unit = async (): Promise<object> => (await admin.reads<{ items: [object] }>(`/units?search=${encodeURIComponent('青石镇')}`)).items[0];
    expect((await admin.patch(`/units/${id}`, { latitude: 41.6, longitude: 120.4 })).status).toBe(204);
    expect(await unit()).toMatchObject({ latitude: 41.6, longitude: 120.4 });
    const half = await admin.patch(`/units/${id}`, { latitude: null });
    expect({ status: half.status, faults: half.body.errors }).toMatchObject({ status: 400, faults: [{ field: 'latitude', code: 'unit.half-a-place' }] });
    expect((await admin.patch(`/units/${id}`, { latitude: null, longitude: null })).status).toBe(204);
    expect(await unit()).toMatchObject({ latitude: null, longitude: null });
  });

  it('of a lifted response still count whoever acknowledged before, and who stood down', async () => {
    await desk.moves(warning, 'lift');
    await new Unit(city, 'qingshi').standsDown();
    await city.settles();
    const { points } = await desk.officer.reads<{ points: Record<string, number>[] }>(`/responses/${response}/history`);
    expect(points.at(-1)).toMatchObject({ acknowledged: expect.any(Number), stoodDown: 1 });
    expect(await wholeList(`/checklists?responseId=${response}&state=stood_down&`)).toHaveLength(1);
    expect(points.at(-1)!.acknowledged).toBeGreaterThan(0);
    // Whatever a change of level or a return did to a line, that it was answered once stays what happened.
    expect(points.at(-1)!.everAnswered).toBe(await one(`SELECT count(DISTINCT (checklist_id, line_id))::int AS n FROM checklist_answer`));
    expect(points.at(-1)!.everAccepted).toBe(await one(`SELECT count(DISTINCT (checklist_id, line_id))::int AS n FROM checklist_review WHERE verdict = 'accepted'`));
  });
});
