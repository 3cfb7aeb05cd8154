import { connect, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { Database } from '#platform';
import { CATEGORY_WORDS, STATE_WORDS } from '#inspection';
import zh from '../../apps/web/src/core/i18n/zh/common.js';
import { City } from '../harness/city.js';

const ROWS = 20_000;
/** Long enough that the buffers of both kernels hold only a part of it. */
const FILL = `
  WITH unit AS (SELECT id, jurisdiction_id FROM directory_unit WHERE name = '青石镇'), officer AS (SELECT id FROM identity_user WHERE username = 'zhiban01'),
  found AS (
    INSERT INTO inspection_violation (id, jurisdiction_id, exercise, unit_id, category, description, place, found_at, logged_by)
    SELECT ('01900000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid, unit.jurisdiction_id, false, unit.id,
           CASE WHEN n % 10 = 0 THEN 'vehicle' ELSE 'road_dust' END, CASE WHEN n % 10 > 0 THEN repeat('说明', 300) END, '北门' || n, clock_now(), officer.id
      FROM unit, officer, generate_series(1, $1::int) n RETURNING id, jurisdiction_id, logged_by)
  INSERT INTO inspection_problem (id, jurisdiction_id, state, logged_by) SELECT id, jurisdiction_id, 'logged', logged_by FROM found`;

/** A reader of a file who can stop in the middle of it. */
class Reader {
  text = '';
  done = false;
  private readonly socket: Socket;

  constructor(url: string, cookie: string) {
    const { hostname, port } = new URL(url);
    this.socket = connect({ host: hostname, port: Number(port) });
    this.socket.setEncoding('utf8');
    this.socket.on('data', (part: string) => (this.text += part));
    this.socket.on('close', () => (this.done = true));
    this.socket.write(`GET /api/v1/violations/export HTTP/1.1\r\nhost: ${hostname}\r\ncookie: ${cookie}\r\nconnection: close\r\n\r\n`);
  }

  stops(): void {
    this.socket.pause();
  }

  goesOn(): void {
    this.socket.resume();
  }
}

describe('the export of the ledger', () => {
  let city: City;

  const sheet = async (username: string, query = ''): Promise<string[]> => {
    const ask = (): Promise<Response> => fetch(`${city.url}/api/v1/violations/export${query}`, { headers: { cookie: city.person(username).session } });
    let reply = await ask();
    // Reader and door share this process: it may be late, and then exports are the first that have to come again.
    while (reply.status === 503) reply = await ask();
    const text = Buffer.from(await reply.arrayBuffer()).toString('utf8');
    if (reply.status !== 200) throw new Error(text);
    expect(reply.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(reply.headers.get('content-disposition')).toContain(encodeURIComponent('问题台账.csv'));
    return text.trimEnd().split('\r\n');
  };
  const pagesAsked = (spied: jest.SpyInstance): number => spied.mock.calls.filter(([text]) => /inspection_violation[\s\S]*LIMIT \$9/.test(text as string)).length;

  beforeAll(async () => {
    city = await City.wakes({ worker: false });
    await city.database.query(FILL, [ROWS]);
    for (const username of ['zhiban01', 'zhihui01']) await city.person(username).signsIn();
  });
  afterAll(() => city.sleeps());

  it.each([
    ['?category=vehicle', `category = 'vehicle'`],
    ['?state=closed', 'false'],
    [`?search=${encodeURIComponent('青石')}&category=vehicle`, `category = 'vehicle'`],
    [`?search=${encodeURIComponent('柳湾')}`, 'false'],
  ])('holds exactly the rows behind the filter %j', async (query, condition) => {
    const [{ count }] = (await city.database.query<{ count: number }>(`SELECT count(*)::int AS count FROM inspection_violation WHERE ${condition}`)) as [{ count: number }];
    const lines = await sheet('zhihui01', query);
    expect(lines[0]).toMatch(/^\uFEFF编号,发现时间,单位,/);
    const ids = lines.slice(1).map((line) => line.split(',')[0]!);
    expect(ids.length).toBe(count);
    expect(ids).toEqual([...new Set(ids)].sort().reverse());
  });

  it('says of each row what the ledger says, in words', async () => {
    const [first] = (await sheet('zhihui01', '?category=vehicle')).slice(1);
    expect(first!.replace(/\d{4}-\d\d-\d\d \d\d:\d\d/g, 'AT')).toBe('01900000-0000-7000-8000-000000004e20,AT,"青石镇",,违规车辆,,,,"北门20000",,0,"陈立东",AT,待交办,,');
  });

  it('reads no further from the database than its reader reads, and then all of it', async () => {
    const asked = jest.spyOn(city.service(Database), 'query');
    const reader = new Reader(city.url, city.person('zhiban01').session);
    while (reader.text.length === 0) await sleep(5);
    reader.stops();
    for (let before = -1; before !== pagesAsked(asked); await sleep(500)) before = pagesAsked(asked);
    const whileStopped = pagesAsked(asked);
    reader.goesOn();
    while (!reader.done) await sleep(10);
    const all = pagesAsked(asked);
    asked.mockRestore();
    expect(reader.text.match(/北门\d+/g)?.length).toBe(ROWS);
    expect(all).toBe(ROWS / 500 + 1);
    expect(whileStopped).toBeLessThan(all - 5);
  });

  it('says what the console says', () => {
    expect({ ...zh.problemState }).toEqual(STATE_WORDS);
    expect({ ...zh.violationCategory }).toEqual(CATEGORY_WORDS);
  });
});
