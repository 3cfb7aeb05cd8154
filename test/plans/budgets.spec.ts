import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { routes } from '../authority/routes.js';
import { City } from '../harness/city.js';
import { channelsFile, FakeSms } from '../harness/gateways/index.js';
import { BUDGETS } from './budgets.js';
import { liveThrough } from './history.js';
import { LISTS, looksAround, type Sights } from './looking.js';
import { Meter } from './meter.js';
import { Walk } from './walk.js';
import { wholeNight } from './whole-night.js';

const A_WHILE = 240_000;
/** Longer than a page of fifty in every list. */
const PAST = { nights: 60, lists: 55, lines: 55, units: 60, others: 60 };
const nameOf = ({ method, path: address }: { method: string; path: string }): string => `${method} ${address}`;

/**
 * How often each route speaks to PostgreSQL, measured through the real door: a request costs a fixed number of statements, which
 * stands in a table, and a list of fifty costs as many as a list of one.
 */
describe('statements per request', () => {
  const meter = new Meter().begins();
  const sms = new FakeSms();
  let city: City;
  let few: Walk;
  let many: Walk;
  let short: Map<string, number>;
  let long: Map<string, number>;

  beforeAll(async () => {
    await sms.opens();
    const CHANNELS_FILE = channelsFile(mkdtempSync(path.join(tmpdir(), 'qingkong-channels-')), [sms.entry()]);
    city = await City.wakes({ settings: { CHANNELS_FILE, PUBLIC_URL: 'https://qingkong.invalid' } });
    few = new Walk(city, meter);
    const night = await wholeNight(few, sms);
    short = night.lengths;
    const newest = await liveThrough(city.database.url, PAST);
    many = new Walk(city, meter);
    long = await looksAround(many, { ...night.sights, ...newest, checklist: await oldChecklist(newest) }, 50);
  }, A_WHILE);
  afterAll(async () => {
    await city.sleeps();
    await sms.dies();
    meter.ends();
  });

  const oldChecklist = async ({ response }: Pick<Sights, 'response'>): Promise<string> =>
    (await city.database.query<{ id: string }>(`SELECT l.id FROM checklist_checklist l JOIN directory_unit u ON u.id = l.unit_id WHERE l.response_id = $1 AND u.name = '青石镇'`, [response]))[0]!.id;
  const worst = (walk: Walk, name: string): readonly string[] => [...(walk.uses.get(name) ?? [])].sort((a, b) => b.length - a.length)[0] ?? [];

  it('are counted for every route of the api, and for no other', () => {
    expect(Object.keys(BUDGETS).sort()).toEqual(routes().map(nameOf).sort());
    expect(routes().map(nameOf).filter((name) => !few.uses.has(name))).toEqual([]);
  });

  it.each(Object.entries(BUDGETS))('%s: at most %i', (name, budget) => {
    const statements = worst(few, name);
    expect({ statements: statements.length <= budget ? [] : statements, budget }).toEqual({ statements: [], budget });
  });

  it.each(Object.keys(LISTS))('%s: as many for fifty rows as for one', (name) => {
    expect(short.get(name)).toBeGreaterThan(0);
    expect(long.get(name)).toBeGreaterThanOrEqual(50);
    expect({ statements: worst(many, name).length <= worst(few, name).length ? [] : worst(many, name) }).toEqual({ statements: [] });
  });

  it.each(['POST /api/v1/air-quality/readings', 'POST /api/v1/checklists/:id/confirm', 'POST /api/v1/notices/read', 'POST /api/v1/units/:id/shifts', 'POST /api/v1/groups', 'POST /api/v1/plans', 'POST /api/v1/plans/:id/publish', 'POST /api/v1/plans/:id/questions/answer', 'PUT /api/v1/plans/:id/measures/:no'])('%s: as many for many parts as for one', (name) => {
    const [first, second] = few.uses.get(name)!;
    expect({ statements: second!.length <= first!.length ? [] : second! }).toEqual({ statements: [] });
  });

  it('are counted truly: a statement for each row would be seen', async () => {
    const counted = await meter.of(async () => {
      for (const unit of ['青石镇', '柳湾镇', '北屯镇']) await few.city.person('zhiban01').reads(`/units?search=${encodeURIComponent(unit)}`);
    });
    expect(counted.statements.length).toBeGreaterThanOrEqual(3);
  });

  if (process.env.QK_TELL_BUDGETS) it('tells them', () => console.log([...few.uses].map(([name]) => `  '${name}': ${worst(few, name).length},`).sort().join('\n')));
});
