import { setTimeout as sleep } from 'node:timers/promises';
import { visitorAs, type Visitor } from '../authority/visitor.js';
import { City } from '../harness/city.js';

describe('holidays at the door', () => {
  let city: City;
  let admin: Visitor;
  let officer: Visitor;
  const path = '/api/v1/holidays';
  const years = async (who: Visitor): Promise<number[]> => (await who.tries('GET', path)).body.items.map(({ year }: { year: number }) => year);

  beforeAll(async () => {
    city = await City.wakes();
    const [jurisdiction] = await city.database.query<{ id: string }>('SELECT id FROM directory_jurisdiction');
    const [unit] = await city.database.query<{ id: string }>('SELECT id FROM directory_unit ORDER BY id LIMIT 1');
    admin = await visitorAs(city, 'system-admin', { jurisdictionId: jurisdiction!.id });
    officer = await visitorAs(city, 'duty-officer', { jurisdictionId: jurisdiction!.id, unitId: unit!.id });
  });
  afterAll(() => city.sleeps());

  it('are there because the worker brought them', async () => {
    while ((await years(admin)).length === 0) await sleep(100);
    expect(await years(officer)).toEqual(expect.arrayContaining([2021, 2024, 2026]));
  });

  it('are entered by the system administrator alone, with faults at their lines', async () => {
    const body = { source: '放假通知', version: 0, days: [{ day: '2031-01-01', type: 'off', name: '元旦' }] };
    expect(await officer.tries('PUT', `${path}/2031`, body)).toMatchObject({ status: 403 });
    expect(await admin.tries('PUT', `${path}/2031`, body)).toMatchObject({ status: 204 });
    expect(await years(officer)).toContain(2031);
    expect(await admin.tries('PUT', `${path}/2031`, body)).toMatchObject({ status: 409 });
    expect(await admin.tries('PUT', `${path}/2032`, body)).toMatchObject({ status: 400, body: { errors: [{ field: 'days.0.day', code: 'holiday.not-of-year' }] } });
    expect(await admin.tries('PUT', `${path}/2032`, { ...body, days: [] })).toMatchObject({ status: 400 });
    expect(await admin.tries('PUT', `${path}/zwei`, body)).toMatchObject({ status: 400 });
  });

  it('are counted as missing among the figures', async () => {
    const figures = await (await fetch(`${city.url}/metrics`)).text();
    expect(figures).toMatch(/^qingkong_holiday_years_missing\{?.*\}? \d+$/m);
  });
});
