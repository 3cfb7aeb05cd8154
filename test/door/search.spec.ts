import { City } from '../harness/city.js';
import { Desk } from '../harness/desk.js';

/** 查找: by any part of the name, or of its first letters; two characters are the usual. */
describe('a search for units', () => {
  let city: City;
  let desk: Desk;
  let response: string;

  const found = async (path: string, search: string): Promise<string[]> => {
    const { items } = await desk.officer.reads<{ items: { unitName?: string; name?: string }[] }>(`${path}search=${encodeURIComponent(search)}&limit=100`);
    return [...new Set(items.map((row) => row.unitName ?? row.name!))].sort();
  };
  const named = async (test: string, value: string): Promise<string[]> =>
    (await city.database.query<{ name: string }>(`SELECT name FROM directory_unit WHERE ${test}`, [value])).map(({ name }) => name).sort();

  beforeAll(async () => {
    city = await City.wakes();
    desk = new Desk(city);
    ({ response } = await desk.issues('orange'));
    const units = (await city.database.query<{ id: string }>(`SELECT id FROM directory_unit WHERE kind <> 'command_office'`)).map(({ id }) => id);
    for (const unitId of units) await city.person('xuncha01').does('/violations', { unitId, category: 'other', place: '北门' });
  });
  afterAll(() => city.sleeps());

  const lists: [string, () => string, string][] = [
    ['the board', () => `/checklists?responseId=${response}&`, 'id IN (SELECT unit_id FROM checklist_checklist) AND'],
    ['the lines', () => `/responses/${response}/items?`, 'id IN (SELECT unit_id FROM checklist_checklist WHERE items_total > 0) AND'],
    ['the deliveries', () => `/responses/${response}/deliveries?`, 'id IN (SELECT unit_id FROM notification_delivery) AND'],
    ['the ledger', () => '/violations?', 'id IN (SELECT unit_id FROM inspection_violation) AND'],
    ['the units', () => '/units?', ''],
  ];

  describe.each(lists)('in %s', (_name, pathOf, among) => {
    it.each(['镇', '石镇', '青石镇', '区生态环境'])('finds %s in the name', async (text) => {
      const right = await named(`${among} position($1 in name) > 0`, text);
      expect(await found(pathOf(), text)).toEqual(right);
    });

    it.each(['qs', 'qsz', 'LWZ', 'q'])('finds %s in the first letters', async (text) => {
      const right = await named(`${among} (position(lower($1) in initials) > 0 OR position(lower($1) in lower(name)) > 0)`, text);
      expect(right.length).toBeGreaterThan(0);
      expect(await found(pathOf(), text)).toEqual(right);
    });

    it.each(['镇青', '%', '_', '青%镇', 'zzzz'])('finds nobody by %s', async (text) => expect(await found(pathOf(), text)).toEqual([]));
  });

  it('knows a unit by its new name at once, and no longer by the old', async () => {
    const [unit] = await city.database.query<{ id: string }>(`SELECT id FROM directory_unit WHERE name = '柳湾镇'`);
    await city.person('xitong01').patch(`/units/${unit!.id}`, { name: '望江街道' });
    expect(await found('/units?', '望江')).toEqual(['望江街道']);
    expect(await found('/units?', 'wjjd')).toEqual(['望江街道']);
    expect(await found('/units?', '柳湾')).toEqual([]);
  });
});
