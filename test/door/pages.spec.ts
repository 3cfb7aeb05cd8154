import { City } from '../harness/city.js';
import { Desk } from '../harness/desk.js';

interface Row {
  readonly id?: string;
  readonly checklistId?: string;
  readonly itemId?: string;
}

const keyOf = (row: Row): string => row.id ?? `${row.checklistId}/${row.itemId}`;

/** Three more plants with checklists, lines and problems: before, between and behind what stands there. */
const MORE = `
  WITH model AS (
    SELECT list.* FROM checklist_checklist list WHERE list.response_id = $1 AND list.items_total > 0 ORDER BY list.id LIMIT 1
  ), plant AS (
    INSERT INTO directory_unit (id, jurisdiction_id, name, short_name, initials, kind) OVERRIDING SYSTEM VALUE
    SELECT $2::bigint + n, model.jurisdiction_id, '新厂' || $2 || '-' || n, '新厂', 'xc', 'enterprise' FROM model, generate_series(1, 3) n RETURNING id
  ), list AS (
    INSERT INTO checklist_checklist (jurisdiction_id, response_id, unit_id, exercise, revision, items_total, issued_at, sent_at, acknowledge_by)
    SELECT model.jurisdiction_id, model.response_id, plant.id, false, 1, 1, model.issued_at, model.issued_at, model.acknowledge_by FROM model, plant RETURNING id, unit_id
  ), line AS (
    SELECT item.* FROM model JOIN checklist_item item ON item.checklist_id = model.id WHERE item.role = 'responsible' ORDER BY item.line_id LIMIT 1
  ), items AS (
    INSERT INTO checklist_item (checklist_id, line_id, role, state, confirm_by) SELECT list.id, line.line_id, line.role, 'open', line.confirm_by FROM list, line
  ), notices AS (
    INSERT INTO notification_delivery (jurisdiction_id, thread, kind, subject, round, unit_id, channel, exercise, state, sent_at)
    SELECT model.jurisdiction_id, model.response_id, 'checklist.issued', 'checklist/' || list.id, 1, list.unit_id, 'in_app', false, 'sent', clock_now() FROM model, list
  )
  SELECT journal_write(model.jurisdiction_id, 'test.happened', 'test/' || $2, model.response_id, '{command}', '{}', NULL, NULL) FROM model`;

describe('a list that is read page by page while more is added', () => {
  let city: City;
  let desk: Desk;
  let response: string;
  let site: string;
  let added = 0;

  const adds = async (): Promise<void> => {
    // Above all that stand there, then between those that came last.
    await city.database.query(MORE, [response, String([1_000_000, 500_000, 2_000_000, 700_000][added % 4]! + added * 10)]);
    await city.person('xuncha01').does('/violations', { unitId: site, category: 'other', place: `北门${added}` });
    added++;
  };
  const wholeList = async (path: string): Promise<string[]> => {
    const page = await desk.officer.reads<{ items: Row[]; nextCursor: string | null }>(`${path}limit=100`);
    const keys = page.items.map(keyOf);
    for (let cursor = page.nextCursor; cursor; ) {
      const next = await desk.officer.reads<{ items: Row[]; nextCursor: string | null }>(`${path}limit=100&cursor=${cursor}`);
      keys.push(...next.items.map(keyOf));
      cursor = next.nextCursor;
    }
    return keys;
  };

  beforeAll(async () => {
    city = await City.wakes();
    desk = new Desk(city);
    ({ response } = await desk.issues('orange'));
    [{ id: site }] = (await city.person('xuncha01').reads('/units?search=hyzz')).items;
    for (let n = 0; n < 24; n++) await city.person('xuncha01').does('/violations', { unitId: site, category: 'other', place: `南门${n}` });
    await city.settles();
  });
  afterAll(() => city.sleeps());

  it.each([
    ['the board of a response', () => `/checklists?responseId=${response}&`],
    ['the board of all', () => '/checklists?'],
    ['the board, those who have not acknowledged', () => `/checklists?responseId=${response}&state=unacknowledged&`],
    ['the lines of a response', () => `/responses/${response}/items?state=open&`],
    ['the ledger', () => '/violations?'],
    ['the ledger by state', () => '/violations?state=logged&'],
    ['the deliveries', () => `/responses/${response}/deliveries?`],
    ['the timeline', () => `/responses/${response}/timeline?`],
  ])('%s: nothing that stood there is skipped, and nothing comes twice', async (name, pathOf) => {
    const path = pathOf();
    const before = await wholeList(path);
    const seen: string[] = [];
    let pages = 0;
    for (let cursor: string | null = ''; cursor !== null; pages++) {
      const page: { items: Row[]; nextCursor: string | null } = await desk.officer.reads(`${path}limit=${name === 'the lines of a response' ? 60 : 7}${cursor ? `&cursor=${cursor}` : ''}`);
      seen.push(...page.items.map(keyOf));
      cursor = page.nextCursor;
      if (pages < 4) await adds();
    }
    expect(pages).toBeGreaterThan(2);
    expect(new Set(seen).size).toBe(seen.length);
    const known = new Set(before);
    expect(seen.filter((key) => known.has(key))).toEqual(before);
  });
});
