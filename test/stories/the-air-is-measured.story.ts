import { randomUUID } from 'node:crypto';
import ExcelJS from 'exceljs';
import { City } from '../harness/city.js';
import type { Person } from '../harness/person.js';

interface Hour {
  readonly hour: string;
  readonly aqi: number | null;
  readonly category: string | null;
  readonly primary: string[];
  readonly stations: number;
  readonly pm25: number | null;
}
const HEADS = ['站点编码', '时间', 'SO2', 'NO2', 'CO', 'O3', 'PM10', 'PM2.5'];
const CLEAN = { so2: 8, no2: 30, co: 0.8, o3: 40, pm10: 90 };

/** 空气质量: the hours of the stations come in, by the door and in a file; what was wrong is told by row, what was replaced is not lost. */
describe('the air is measured', () => {
  let city: City;
  let officer: Person;
  let now: Date;

  const back = (hours: number): string => new Date(Math.floor(now.getTime() / 3_600_000 - hours) * 3_600_000).toISOString();
  const reading = (code: string, hours: number, pm25: number | null, more: object = {}): object => ({ code, hour: back(hours), ...CLEAN, pm25, ...more });
  const send = (...readings: object[]) => officer.post('/air-quality/readings', { readings });
  const beijing = (iso: string): string => new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai', dateStyle: 'short', timeStyle: 'short' }).format(new Date(iso));
  const entries = () => city.database.query<{ data: Record<string, any>; actor_id: string }>(`SELECT data, actor_id FROM journal WHERE type = 'air-quality.readings-imported' ORDER BY id`);
  const form = (name: string, bytes: NonNullable<ConstructorParameters<typeof Blob>[0]>[number]): FormData => {
    const upload = new FormData();
    upload.append('file', new Blob([bytes]), name);
    return upload;
  };
  const workbook = async (...rows: unknown[][]): Promise<FormData> => {
    const book = new ExcelJS.Workbook();
    book.addWorksheet('小时值').addRows([['晴川区空气质量小时值'], HEADS, ...rows]);
    return form('小时值.xlsx', await book.xlsx.writeBuffer());
  };

  beforeAll(async () => {
    city = await City.wakes();
    officer = city.person('zhiban01');
    now = (await city.database.query<{ now: Date }>('SELECT clock_now() AS now'))[0]!.now;
  });
  afterAll(() => city.sleeps());

  it('begins with nothing: stations, and no figure for the air', async () => {
    const { items } = await officer.reads<{ items: { code: string; name: string; unitName: string; lastHour: null }[] }>('/air-quality/stations');
    expect(items.map(({ code, unitName, lastHour }) => [code, unitName, lastHour])).toEqual([['QC001', '文昌街道', null], ['QC002', '晴川经济开发区管委会', null], ['QC003', '青石镇', null]]);
    expect(await officer.reads('/air-quality/now')).toMatchObject({ current: null, rolling: null, stations: 3 });
    expect(await officer.reads('/air-quality/hours')).toMatchObject({ hours: [], stations: [] });
  });

  it('keeps what was sent as one act, and draws the mean of the stations', async () => {
    expect(await send(reading('QC001', 2, 100), reading('QC002', 2, 200), reading('QC001', 1, 151), reading('QC002', 1, 151), reading('QC003', 1, null))).toMatchObject({ status: 200, body: { fresh: 5, corrected: 0, same: 0 } });
    const { hours, stations, standard } = await officer.reads<{ hours: Hour[]; stations: { code: string; hours: Hour[] }[]; standard: string }>(`/air-quality/hours?from=${back(9)}&to=${back(0)}`);
    expect(standard).toBe('HJ 633-2026');
    expect(hours.map(({ hour, pm25, aqi, primary, category, stations: reported }) => [hour, pm25, aqi, primary, category, reported])).toEqual([
      [back(2), 150, 200, ['pm25'], 'moderate', 2],
      [back(1), 151, 201, ['pm25'], 'heavy', 3],
    ]);
    // A station that has no PM2.5 of the hour, and nothing above 100, has no AQI.
    expect(stations.map(({ code, hours: own }) => [code, own.map(({ aqi }) => aqi)])).toEqual([['QC001', [137, 201]], ['QC002', [250, 201]], ['QC003', [null]]]);
    const { current, rolling, ageMinutes } = await officer.reads<{ current: Hour; rolling: { aqi: null }; ageMinutes: number }>('/air-quality/now');
    expect(current).toMatchObject({ hour: back(1), aqi: 201, category: 'heavy' });
    expect(rolling.aqi).toBeNull();
    expect(ageMinutes).toBeGreaterThanOrEqual(60);
    expect(ageMinutes).toBeLessThan(125);
    const [entry, ...more] = await entries();
    expect(more).toEqual([]);
    expect(entry!.data).toMatchObject({ fresh: 5, corrected: 0, firstHour: back(2), lastHour: back(1), corrections: [] });
  });

  it('a repeat changes nothing and leaves no entry; a correction replaces, and what stood there stays in its entry', async () => {
    const before = await city.database.query('SELECT xmin::text, * FROM air_quality_reading ORDER BY station_id, hour');
    expect((await send(reading('QC001', 2, 100), reading('QC002', 2, 200))).body).toEqual({ fresh: 0, corrected: 0, same: 2 });
    expect(await city.database.query('SELECT xmin::text, * FROM air_quality_reading ORDER BY station_id, hour')).toEqual(before);
    expect(await entries()).toHaveLength(1);
    expect((await send(reading('QC001', 2, 110), reading('QC002', 2, 200), reading('QC001', 3, 60))).body).toEqual({ fresh: 1, corrected: 1, same: 1 });
    const [, correction] = await entries();
    expect(correction!.data.corrections).toEqual([{ stationId: expect.any(String), hour: back(2), was: { ...CLEAN, pm25: 100 } }]);
    const { items } = await officer.reads<{ items: (Hour & { code: string })[] }>('/air-quality/readings?of=stations&limit=100');
    expect(items.find(({ code, hour }) => code === 'QC001' && hour === back(2))).toMatchObject({ pm25: 110, aqi: 146, primary: ['pm25'] });
  });

  it('tells every fault at its row, and then keeps none of them', async () => {
    const answer = await send(reading('QC001', 5, 50), reading('XX', 5, 50), reading('QC001', 5, 51), reading('QC002', -3, 50), { code: 'QC003', hour: back(5) }, { ...reading('QC003', 6, 50), hour: new Date(new Date(back(6)).getTime() + 1_800_000).toISOString() });
    expect(answer).toMatchObject({ status: 422, body: { code: 'air-quality.readings-have-faults', facts: { faults: 5 } } });
    expect(answer.body.errors.map(({ field, code }: { field: string; code: string }) => `${field} ${code}`)).toEqual([
      'readings.1.code air-quality.unknown-station',
      'readings.2.hour air-quality.twice',
      'readings.3.hour air-quality.in-the-future',
      'readings.4.code air-quality.nothing-measured',
      'readings.5.hour air-quality.not-a-whole-hour',
    ]);
    expect(await send(reading('QC001', 5, -1))).toMatchObject({ status: 400, body: { errors: [{ field: 'readings.0.pm25' }] } });
    expect((await city.database.query('SELECT 1 FROM air_quality_reading WHERE hour <= $1', [back(5)]))).toEqual([]);
    expect(await send()).toMatchObject({ status: 400 });
  });

  it('reads a workbook and a .csv file: looked at first, then whole or not at all', async () => {
    const good = ['QC001', beijing(back(4)), 8, 30, 0.8, 40, 90, 75];
    const bad = [['QC001', '昨天', 8, 30, 0.8, 40, 90, 75], ['', beijing(back(4)), 8, 30, '高', 40, 90, 75], ['QC009', beijing(back(4)), 8, 30, 0.8, 40, 90, 75]];
    const seen = await officer.does('/air-quality/readings/preview', await workbook(good, ...bad));
    expect(seen).toMatchObject({ rows: 4, fresh: 1, kept: false });
    expect(seen.faults.map(({ sheet, row, head }: { sheet: string; row: number; head: string }) => `${sheet} ${row} ${head}`)).toEqual(['小时值 4 时间', '小时值 5 站点编码', '小时值 5 CO', '小时值 6 站点编码']);
    expect(await officer.post('/air-quality/readings/file', await workbook(good, ...bad))).toMatchObject({ status: 422, body: { code: 'air-quality.readings-have-faults', facts: { faults: 3 } } });
    expect(await officer.does('/air-quality/readings/file', await workbook(good))).toMatchObject({ rows: 1, fresh: 1, corrected: 0, kept: true, faults: [] });
    const csv = `\uFEFF监测时间,站点编码,"PM2.5(μg/m³)",PM10,CO\r\n${beijing(back(4))},QC002,"1,000",—,\r\n\r\n${beijing(back(4))},QC001,75,90,0.8\r\n`;
    expect(await officer.does('/air-quality/readings/file', form('小时值.csv', csv))).toMatchObject({ rows: 2, fresh: 1, corrected: 1, same: 0, kept: true });
    const { items } = await officer.reads<{ items: (Hour & { code: string; so2: number | null })[] }>(`/air-quality/readings?of=stations&from=${back(5)}&to=${back(4)}`);
    expect(items.map(({ code, pm25, aqi, so2 }) => [code, pm25, aqi, so2])).toEqual([['QC001', 75, 114, null], ['QC002', 1_000, 500, null]]);
    expect(await officer.post('/air-quality/readings/preview', form('x.csv', 'a,b\r\n1,2\r\n'))).toMatchObject({ status: 422, body: { code: 'air-quality.no-hours-in-file' } });
    const long = [HEADS.join(','), ...Array.from({ length: 2_501 }, () => 'QC001,2026-11-01 01:00,1,1,1,1,1,1')].join('\r\n');
    expect(await officer.post('/air-quality/readings/preview', form('x.csv', long))).toMatchObject({ status: 413, body: { code: 'air-quality.too-many-hours-in-file' } });
  });

  it('gives its rows page by page, and behind the filter exactly those that the chart counts', async () => {
    const wholeList = async (query: string): Promise<Hour[]> => {
      const rows: Hour[] = [];
      for (let cursor: string | null = ''; cursor !== null; ) {
        const page: { items: Hour[]; nextCursor: string | null } = await officer.reads(`/air-quality/readings?${query}&limit=1${cursor ? `&cursor=${cursor}` : ''}`);
        rows.push(...page.items);
        cursor = page.nextCursor;
      }
      return rows;
    };
    const { hours } = await officer.reads<{ hours: Hour[] }>('/air-quality/hours');
    expect((await wholeList('of=district')).map(({ hour, aqi }) => [hour, aqi])).toEqual(hours.map(({ hour, aqi }) => [hour, aqi]).reverse());
    const heavy = hours.filter(({ aqi }) => (aqi ?? 0) > 200);
    expect(heavy).toHaveLength(3);
    expect((await wholeList('over=200')).map(({ hour }) => hour).sort()).toEqual(heavy.map(({ hour }) => hour).sort());
    const rows = await wholeList('of=stations');
    expect(rows).toHaveLength((await city.database.query('SELECT 1 FROM air_quality_reading')).length);
    expect(await officer.get('/air-quality/hours?from=2026-01-01T00:00:00Z&to=2026-02-01T00:00:00Z')).toMatchObject({ status: 400, body: { errors: [{ field: 'from', code: 'air-quality.window' }] } });
  });

  it('knows 24 hours when 20 of them are there', async () => {
    const day = Array.from({ length: 24 }, (_none, n) => reading('QC003', n + 30, 160));
    expect((await send(...day)).body).toMatchObject({ fresh: 24 });
    const many = Array.from({ length: 24 }, (_none, n) => reading('QC003', n + 1, 160));
    await send(...many.slice(6));
    expect(await officer.reads('/air-quality/now')).toMatchObject({ rolling: { category: 'heavy', primary: ['pm25'] } });
  });

  it('two officers who correct the same hour at once: each replaced figure is in one entry', async () => {
    const before = (await entries()).length;
    await Promise.all([301, 302, 303].map((pm25) => officer.does('/air-quality/readings', { readings: [reading('QC001', 1, pm25)] })));
    const made = (await entries()).slice(before);
    const was = made.map(({ data }) => data.corrections[0].was.pm25 as number);
    const [{ pm25: last }] = (await city.database.query<{ pm25: number }>(`SELECT pm25 FROM air_quality_reading JOIN air_quality_station s ON s.id = station_id WHERE code = 'QC001' AND hour = $1`, [back(1)])) as [{ pm25: number }];
    expect([...was, last].sort()).toEqual([151, 301, 302, 303]);
  });

  it('stations are kept by the duty officer, each code once, under the version that was read', async () => {
    const station = (code: string, body: object) => officer.put(`/air-quality/stations/${code}`, body);
    expect(await station('QC004', { name: '河东站' })).toMatchObject({ status: 204 });
    expect(await station('QC004', { name: '河东站' })).toMatchObject({ status: 409, body: { code: 'air-quality.station-code-taken' } });
    expect(await station('QC004', { name: '河东北站', version: 1 })).toMatchObject({ status: 204 });
    expect(await station('QC004', { name: '河东南站', version: 1 })).toMatchObject({ status: 409, body: { code: 'record.changed-meanwhile' } });
    const both = await Promise.all(['甲', '乙'].map((name) => station('QC007', { name })));
    expect(both.map(({ status }) => status).sort()).toEqual([204, 409]);
    expect(await station('QC005', { name: '无此站', version: 3 })).toMatchObject({ status: 404 });
    expect(await station('QC005', { name: '一', unitId: '999999' })).toMatchObject({ status: 400, body: { errors: [{ field: 'unitId' }] } });
    expect(await station(encodeURIComponent('a b/c'), { name: '一' })).toMatchObject({ status: 400 });
    expect(await city.person('shenpi01').put('/air-quality/stations/QC006', { name: '一' })).toMatchObject({ status: 403 });
    const { items } = await officer.reads<{ items: { code: string; name: string; version: number; lastHour: string | null }[] }>('/air-quality/stations?limit=2');
    expect(items.map(({ code }) => code)).toEqual(['QC001', 'QC002']);
    expect(await city.person('shenpi01').post('/air-quality/readings', { readings: [reading('QC001', 1, 1)] }, { 'idempotency-key': randomUUID() })).toMatchObject({ status: 403 });
  });
});
