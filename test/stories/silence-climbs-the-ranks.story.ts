import { City } from '../harness/city.js';
import { Desk } from '../harness/desk.js';
import { Unit } from '../harness/unit.js';

/** 签收 1 hour: reminder to the person on duty 30 minutes before, then the head, the lead unit, the commander. */
describe('silence climbs the ranks', () => {
  let city: City;
  let desk: Desk;
  let response: string;

  const rang = async (clock: string): Promise<string[]> => {
    const { items } = await desk.officer.reads<{ items: { type: string; data: Record<string, unknown> }[] }>(`/responses/${response}/timeline?limit=100`);
    return items.filter((entry) => entry.type === 'checklist.clock-rang' && entry.data.clock === clock).map((entry) => `${entry.data.ring} ${entry.data.checklists}`).reverse();
  };

  beforeAll(async () => {
    city = await City.wakes();
    desk = new Desk(city);
    ({ response } = await desk.issues('orange'));
  });
  afterAll(() => city.sleeps());

  it('says nothing before its time', async () => {
    await city.clockAdvances({ minutes: 29 });
    expect(await rang('acknowledge')).toEqual([]);
  });

  it('rings the person on duty of every silent unit, and not of one that has answered', async () => {
    await new Unit(city, 'qingshi').acknowledges();
    await city.clockAdvances({ minutes: 2 });
    expect(await rang('acknowledge')).toEqual(['duty 18']);
    const [notice] = await new Unit(city, 'liuwan').notices();
    expect(notice).toMatchObject({ kind: 'clock.acknowledge', facts: { ring: 'duty', step: 0 } });
    expect((await new Unit(city, 'qingshi').notices()).filter((one) => one.kind.startsWith('clock.'))).toEqual([]);
  });

  it('rings the head at the deadline, by name', async () => {
    await city.clockAdvances({ minutes: 30 });
    expect(await rang('acknowledge')).toEqual(['duty 18', 'head 18']);
    const head = city.person('juzhang02');
    const { items } = await head.reads('/notices');
    expect(items[0]).toMatchObject({ kind: 'clock.acknowledge', personal: true, facts: { ring: 'head' } });
  });

  it('rings the lead units and then the commander, one bundled notice each', async () => {
    await city.clockAdvances({ minutes: 65 });
    expect(await rang('acknowledge')).toEqual(['duty 18', 'head 18', expect.stringMatching(/^lead /), 'commander 18']);
    const { items } = await city.person('zhihui01').reads('/notices');
    const bundled = items.filter((notice: { kind: string }) => notice.kind === 'clock.acknowledge');
    expect(bundled).toEqual([expect.objectContaining({ subject: `response/${response}`, facts: expect.objectContaining({ checklists: 18 }) })]);
  });

  it('has said it all: each step once, however long it waits', async () => {
    const before = await rang('acknowledge');
    await city.clockAdvances({ hours: 1 });
    expect(await rang('acknowledge')).toEqual(before);
  });

  it('rings for lines that are not answered, and stops with the answer', async () => {
    await new Unit(city, 'qingshi').answersAll();
    const { id } = await new Unit(city, 'qingshi').checklist();
    const rungFor = () => city.database.query(`SELECT id FROM notification_delivery WHERE kind = 'clock.confirm' AND subject = $1 ORDER BY id`, [`checklist/${id}`]);
    const before = await rungFor();
    await city.clockAdvances({ hours: 30 });
    const rings = await city.database.query<{ ring: string }>(
      `SELECT DISTINCT facts ->> 'ring' AS ring FROM notification_delivery WHERE kind = 'clock.confirm' ORDER BY 1`,
    );
    expect(rings.map((row) => row.ring)).toEqual(['commander', 'duty', 'head', 'lead']);
    expect(await rungFor()).toEqual(before);
  });

  it('leaves the trail of each ring in the journal, and each notice names its cause there', async () => {
    const [row] = await city.database.query<{ rings: number; notices: number; nameless: number }>(`
      SELECT (SELECT count(*) FROM journal WHERE type = 'checklist.clock-rang')::int AS rings,
             (SELECT count(*) FROM notification_delivery WHERE kind LIKE 'clock.%')::int AS notices,
             (SELECT count(*) FROM notification_delivery WHERE kind LIKE 'clock.%' AND facts ->> 'step' IS NULL)::int AS nameless`);
    expect(row!.rings).toBeGreaterThan(4);
    expect(row!.notices).toBeGreaterThan(row!.rings);
    expect(row!.nameless).toBe(0);
  });
});
