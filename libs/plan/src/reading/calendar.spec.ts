import fc from 'fast-check';
import { daysInMonth, isLeapYear, isoDay, lastDayOf, tenDaysOf, type TenDays } from './calendar.js';

const years = fc.integer({ min: 1950, max: 2150 });
const months = fc.integer({ min: 1, max: 12 });

describe('the calendar of official texts', () => {
  it.each([
    [2021, 2, '2021-02-28'],
    [2024, 2, '2024-02-29'],
    [2000, 2, '2000-02-29'],
    [2100, 2, '2100-02-28'],
    [2021, 9, '2021-09-30'],
    [2021, 10, '2021-10-31'],
  ])('%i年%i月底 is %s', (year, month, day) => {
    expect(lastDayOf(year, month)).toBe(day);
  });

  it('agrees with the proleptic calendar of the language on every day', () => {
    fc.assert(
      fc.property(years, months, fc.integer({ min: 0, max: 32 }), (year, month, day) => {
        const real = new Date(Date.UTC(year, month - 1, day));
        const exists = real.getUTCMonth() === month - 1 && real.getUTCDate() === day;
        expect(isoDay(year, month, day)).toBe(exists ? real.toISOString().slice(0, 10) : null);
      }),
    );
  });

  it('ends every month on a day whose morrow is the first of the next', () => {
    fc.assert(
      fc.property(years, months, (year, month) => {
        const morrow = new Date(Date.parse(`${lastDayOf(year, month)}T00:00:00Z`) + 86_400_000);
        expect(morrow.getUTCDate()).toBe(1);
        expect(daysInMonth(year, month)).toBe(month === 2 && isLeapYear(year) ? 29 : daysInMonth(2021, month));
      }),
    );
  });

  it('divides a month into three parts that meet and leave no day out', () => {
    fc.assert(
      fc.property(years, months, (year, month) => {
        const parts = (['上', '中', '下'] as TenDays[]).map((part) => tenDaysOf(year, month, part)!);
        const day = (iso: string) => Number(iso.slice(8));
        expect(day(parts[0]!.from)).toBe(1);
        expect(day(parts[1]!.from)).toBe(day(parts[0]!.to) + 1);
        expect(day(parts[2]!.from)).toBe(day(parts[1]!.to) + 1);
        expect(parts[2]!.to).toBe(lastDayOf(year, month));
      }),
    );
  });

  it('knows no thirteenth month', () => {
    expect([isoDay(2021, 13, 1), isoDay(2021, 0, 1), lastDayOf(2021, 13), tenDaysOf(2021, 13, '下')]).toEqual([null, null, null, null]);
  });
});
