import { City } from '../harness/city.js';
import { Desk } from '../harness/desk.js';
import { Unit } from '../harness/unit.js';

/** Queues deliver at least once. Effects happen once. */
describe('the same batch twice', () => {
  let city: City;
  let desk: Desk;

  const facts = () =>
    city.database.query(`
      SELECT (SELECT count(*) FROM notification_delivery)::int AS deliveries,
             (SELECT count(*) FROM journal WHERE type = 'checklist.block-sent')::int AS "blocksSent",
             (SELECT array_agg(sent_at ORDER BY id) FROM checklist_checklist) AS sent`);

  beforeAll(async () => {
    city = await City.wakes();
    desk = new Desk(city);
    await desk.issues('orange');
  });
  afterAll(() => city.sleeps());

  it('places nothing again when its job arrives again', async () => {
    const before = await facts();
    const batches = await city.database.query<{ id: string }>(`SELECT id FROM journal_batch WHERE subscriber = 'checklist.send-block'`);
    await city.workerStops();
    await city.database.query(`UPDATE journal_batch SET state = 'waiting', done_at = NULL WHERE id = ANY ($1::bigint[])`, [batches.map((row) => row.id)]);
    await city.workerStarts();
    await city.clockAdvances({ minutes: 1 });
    expect(await facts()).toEqual(before);
  });

  it('answers the same answer once: one row, one count, the same reply', async () => {
    const town = new Unit(city, 'qingshi');
    const { id, items } = await town.checklist();
    const line = items.find((item) => item.role === 'responsible')!;
    const body = { clientKey: 'phone-7f', items: [{ itemId: line.id, answer: 'not_applicable', note: '无此类企业' }] };
    const replies = await Promise.all([1, 2, 3, 4, 5].map(() => town.person.does(`/checklists/${id}/confirm`, body)));
    expect(new Set(replies.map((reply) => JSON.stringify(reply))).size).toBe(1);
    const rows = await city.database.query('SELECT 1 FROM checklist_answer WHERE checklist_id = $1', [id]);
    expect(rows).toHaveLength(1);
    expect((await town.checklist()).itemsAnswered).toBe(1);
  });

  it('refuses another answer under the same key, and one request that answers a line twice', async () => {
    const town = new Unit(city, 'qingshi');
    const { id, items } = await town.checklist();
    const [first, line] = items.filter((item) => item.role === 'responsible');
    const other = { clientKey: 'phone-7f', items: [{ itemId: first!.id, answer: 'partly', note: '只停了一条线' }] };
    expect(await town.person.post(`/checklists/${id}/confirm`, other)).toMatchObject({ status: 422, body: { code: 'idempotency.key-reused' } });
    const answer = { itemId: line!.id, answer: 'not_applicable', note: '无此类企业' };
    expect(await town.person.post(`/checklists/${id}/confirm`, { items: [answer, answer] })).toMatchObject({ status: 400, body: { code: 'input.invalid' } });
    expect(await city.database.query('SELECT 1 FROM checklist_answer WHERE checklist_id = $1', [id])).toHaveLength(1);
  });

  it('lets only the first of two phones answer, until the second has seen what the first one said', async () => {
    const town = new Unit(city, 'qingshi');
    const { id, items } = await town.checklist();
    const line = items.filter((item) => item.role === 'responsible')[1]!;
    const says = (note: string, seenAnswer: string | null, clientKey: string) =>
      town.person.post(`/checklists/${id}/confirm`, { clientKey, items: [{ itemId: line.id, answer: 'not_applicable', note, seenAnswer }] });
    expect(await says('甲机', null, 'phone-a')).toMatchObject({ status: 200 });
    expect(await says('乙机', null, 'phone-b')).toMatchObject({ status: 409, body: { code: 'checklist.answered-meanwhile' } });
    const seen = (await town.checklist()).items.find((item) => item.id === line.id)!.answers[0]!;
    expect(seen.note).toBe('甲机');
    expect(await says('乙机', seen.id, 'phone-b')).toMatchObject({ status: 200 });
    expect(await says('乙机', seen.id, 'phone-b')).toMatchObject({ status: 200 });
    expect((await town.checklist()).items.find((item) => item.id === line.id)!.answers.map(({ note }) => note)).toEqual(['乙机', '甲机']);
  });

  it('acknowledges the revision that was read, and no other', async () => {
    const town = new Unit(city, 'qingshi');
    const { id, revision } = await town.checklist();
    expect(await town.person.post(`/checklists/${id}/acknowledge`, { revision: revision + 1 })).toMatchObject({ status: 409, body: { code: 'checklist.order-superseded' } });
    expect((await town.person.post(`/checklists/${id}/acknowledge`, { revision })).status).toBeLessThan(300);
  });

  it('creates once under one Idempotency-Key, and refuses another request under it', async () => {
    const inspector = city.person('xuncha01');
    const [site] = (await inspector.reads('/units?search=hyzz')).items;
    const violation = { unitId: site.id, category: 'vehicle', place: '北门' };
    const key = { 'idempotency-key': 'night-1' };
    const [first, second] = await Promise.all([inspector.post('/violations', violation, key), inspector.post('/violations', violation, key)]);
    expect(second.body).toEqual(first.body);
    expect((await desk.officer.reads('/violations')).items).toHaveLength(1);
    const other = await inspector.post('/violations', { ...violation, category: 'other' }, key);
    expect(other).toMatchObject({ status: 422, body: { code: 'idempotency.key-reused' } });
  });
});
