import { stage, type Stage } from '../../../../test/harness/stage.js';
import { demoDistrict } from '../../spec/demo-district.js';
import type { Actor } from '#platform';
import { Holidays, SeedHolidays, SetHolidayYear, type HolidayDay } from '../index.js';

const NEW_YEAR: HolidayDay[] = [
  { day: '2027-01-01', type: 'off', name: '元旦' },
  { day: '2027-01-02', type: 'off', name: '元旦' },
];

describe('the holidays on record', () => {
  let scene: Stage;
  let admin: Actor;

  const listed = () => scene.query(new Holidays(admin));
  const years = async () => (await listed()).items.map(({ year }) => year);
  const missing = async () => (await listed()).missing.map(({ year }) => year);
  const set = (year: number, days: HolidayDay[], version: number) => scene.command(new SetHolidayYear(admin, year, { days, source: '放假通知', version }), admin);
  /** Moves the clock of the database to a day of Beijing time. */
  const onDay = (day: string) => scene.database.query(`UPDATE test_clock SET shift = ($1 || ' 12:00+08')::timestamptz - statement_timestamp()`, [day]);

  beforeAll(async () => {
    scene = await stage();
    ({ importer: admin } = await demoDistrict(scene));
    await onDay('2026-06-01');
  });
  afterAll(() => scene.close());

  it('are missed while there are none', async () => {
    expect([await years(), await missing()]).toEqual([[], [2026]]);
  });

  it('come from the library for the years it knows, once', async () => {
    expect(await scene.command(new SeedHolidays())).toBe(6);
    expect(await scene.command(new SeedHolidays())).toBe(0);
    expect(await years()).toEqual([2026, 2025, 2024, 2023, 2022, 2021]);
    const { items } = await listed();
    const spring = items.find(({ year }) => year === 2022)!.days.filter(({ name }) => name === '春节');
    expect(spring.map(({ day, type }) => `${day.slice(5)} ${type}`)).toEqual(['01-29 work', '01-30 work', '01-31 off', '02-01 off', '02-02 off', '02-03 off', '02-04 off', '02-05 off', '02-06 off']);
    expect(items[0]).toMatchObject({ source: 'chinese-days', setByName: null, version: 1 });
    expect(await missing()).toEqual([]);
  });

  it('are announced as missing from November on, until somebody enters the next year', async () => {
    await onDay('2026-10-31');
    expect(await missing()).toEqual([]);
    await onDay('2026-11-01');
    expect(await missing()).toEqual([2027]);
    await set(2027, NEW_YEAR, 0);
    expect(await missing()).toEqual([]);
  });

  it('are corrected by hand, and seeding leaves them alone', async () => {
    await set(2026, [{ day: '2026-10-01', type: 'off', name: '国庆节' }], 1);
    expect(await scene.command(new SeedHolidays())).toBe(0);
    expect((await listed()).items.find(({ year }) => year === 2026)).toMatchObject({ days: [{ day: '2026-10-01' }], source: '放假通知', version: 2 });
    const entries = await scene.database.query(`SELECT data ->> 'year' AS year, data ->> 'daysOff' AS off FROM journal WHERE type = 'plan.holiday-year-set' ORDER BY id`);
    expect(entries).toEqual([{ year: '2027', off: '2' }, { year: '2026', off: '1' }]);
  });

  it('are not overwritten unseen, neither a year that is there nor one that two enter at once', async () => {
    await expect(set(2026, NEW_YEAR.map((day) => ({ ...day, day: day.day.replace('2027', '2026') })), 1)).rejects.toMatchObject({ kind: 'conflict' });
    const days = [{ day: '2028-01-01', type: 'off' as const, name: '元旦' }];
    const both = await Promise.allSettled([set(2028, days, 0), set(2028, days, 0)]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(both.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { kind: 'conflict' } });
  });

  it('refuse days that are none of their year, by line', async () => {
    const wrong = set(2029, [...NEW_YEAR, { day: '2029-02-30', type: 'off', name: '春节' }], 0);
    await expect(wrong).rejects.toMatchObject({ code: 'input.invalid', faults: [{ field: 'days.0.day' }, { field: 'days.1.day' }, { field: 'days.2.day', code: 'holiday.not-of-year' }] });
    await expect(set(1999, NEW_YEAR, 0)).rejects.toMatchObject({ faults: [{ field: 'year' }] });
    expect(await years()).not.toContain(2029);
  });
});
