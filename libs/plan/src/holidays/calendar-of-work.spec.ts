import fc from 'fast-check';
import { addDays, dayNumber, dayOfNumber, weekdayOf } from '../reading/calendar.js';
import { findDeadlines } from '../reading/deadline.js';
import { calendarOf, dueAfterShift, isDayOff, missingYears, type ShiftRule } from './calendar-of-work.js';
import { yearFaults } from './holiday-year.js';
import { publishedYears } from './published-holidays.js';

const years = publishedYears();
const calendar = calendarOf(years);
const TWO_DAYS: ShiftRule = { days: -2, counts: 'calendar' };
const TWO_WORKDAYS: ShiftRule = { days: -2, counts: 'workdays' };
const AFTER: ShiftRule = { days: 1, counts: 'workdays' };

describe('the calendar that the library knows', () => {
  it('has the years that were announced, each whole, and no other', () => {
    expect(years.map(({ year }) => year)).toEqual([2021, 2022, 2023, 2024, 2025, 2026]);
    for (const { year, days } of years) {
      expect(days.filter(({ type }) => type === 'off').length).toBeGreaterThanOrEqual(25);
      expect(yearFaults(year, days)).toEqual([]);
    }
  });

  it.each([
    ['2022-01-29', false],
    ['2022-01-30', false],
    ['2022-01-31', true],
    ['2022-02-06', true],
    ['2022-02-07', false],
    ['2024-09-29', false],
    ['2024-10-01', true],
    ['2024-10-12', false],
    ['2024-10-13', true],
    ['2026-02-14', false],
    ['2026-02-23', true],
  ])('%s is a day off: %s', (day, off) => {
    expect(isDayOff(calendar, day)).toBe(off);
  });
});

describe('a duty that falls on a day off', () => {
  it.each([
    // Thursday in the week of Spring Festival 2022: off from Monday 31 January, the weekend before is worked.
    ['2022-02-03', TWO_DAYS, '2022-01-29'],
    ['2022-02-03', TWO_WORKDAYS, '2022-01-29'],
    ['2022-02-03', AFTER, '2022-02-07'],
    // National Day 2024: off from Tuesday; Sunday 29 September is worked, the Saturday before is not.
    ['2024-10-03', TWO_DAYS, '2024-09-29'],
    ['2024-10-03', { days: -3, counts: 'calendar' }, '2024-09-28'],
    ['2024-10-03', { days: -3, counts: 'workdays' }, '2024-09-27'],
    ['2024-10-03', AFTER, '2024-10-08'],
    // Spring Festival 2026: Sunday 15 February to Monday 23; both Saturdays around it are worked.
    ['2026-02-19', TWO_DAYS, '2026-02-13'],
    ['2026-02-19', TWO_WORKDAYS, '2026-02-13'],
    ['2026-02-19', { days: -1, counts: 'workdays' }, '2026-02-14'],
    ['2026-02-22', { days: 5, counts: 'workdays' }, '2026-02-28'],
    // National Day 2022 ends on Friday; Saturday and Sunday after it are worked.
    ['2022-10-06', AFTER, '2022-10-08'],
    // A Monday holiday stretches back over its weekend.
    ['2024-06-10', TWO_DAYS, '2024-06-06'],
    // An ordinary weekend is one as well.
    ['2025-07-05', AFTER, '2025-07-07'],
    // A workday stays, also a Saturday that is worked.
    ['2025-07-03', TWO_DAYS, '2025-07-03'],
    ['2022-01-29', TWO_DAYS, '2022-01-29'],
  ] as [string, ShiftRule, string][])('%s by %j is due on %s', (due, rule, day) => {
    expect(dueAfterShift(calendar, due, rule)).toEqual({ day, settled: true });
  });

  it('is not settled by a year that is not on record', () => {
    expect(dueAfterShift(calendar, '2027-01-07', TWO_DAYS)).toEqual({ day: '2027-01-07', settled: false });
    expect(dueAfterShift(calendar, '2027-01-02', TWO_DAYS)).toEqual({ day: '2026-12-31', settled: false });
  });

  it('moves by the rule that the plan prints', () => {
    const [weekly] = findDeadlines('每周四下午（遇节假日为节假日前2天）报送。').deadlines;
    const { holidayShiftDays, dayKind } = weekly!.kind === 'recurring' ? weekly!.recurrence : {};
    const thursdays = ['2022-01-27', '2022-02-03', '2022-02-10', '2022-10-06'];
    const due = thursdays.map((day) => dueAfterShift(calendar, day, { days: holidayShiftDays!, counts: dayKind! }).day);
    expect(due).toEqual(['2022-01-27', '2022-01-29', '2022-02-10', '2022-09-29']);
  });

  const day = fc.integer({ min: dayNumber('2021-02-01'), max: dayNumber('2026-11-30') }).map(dayOfNumber);
  const shift = fc.integer({ min: -5, max: 5 }).filter((days) => days !== 0);

  it('counted in workdays lands on a workday, on its side of the stretch', () => {
    fc.assert(
      fc.property(day, shift, (due, days) => {
        const { day: moved } = dueAfterShift(calendar, due, { days, counts: 'workdays' });
        expect(isDayOff(calendar, moved)).toBe(false);
        if (isDayOff(calendar, due)) expect(Math.sign(dayNumber(moved) - dayNumber(due))).toBe(Math.sign(days));
        else expect(moved).toBe(due);
      }),
    );
  });

  it('moves alike from every day of one stretch, and no second time', () => {
    fc.assert(
      fc.property(day, shift, (due, days) => {
        const next = addDays(due, 1);
        if (!isDayOff(calendar, due) || !isDayOff(calendar, next)) return;
        const rule: ShiftRule = { days, counts: 'workdays' };
        const moved = dueAfterShift(calendar, due, rule).day;
        expect(dueAfterShift(calendar, next, rule).day).toBe(moved);
        expect(dueAfterShift(calendar, moved, rule).day).toBe(moved);
      }),
    );
  });

  it('knows weekends without any calendar', () => {
    fc.assert(fc.property(day, (each) => expect(isDayOff(calendarOf([]), each)).toBe([0, 6].includes(weekdayOf(each)))));
  });
});

describe('a year that is missing', () => {
  it.each([
    ['2026-10-31', [2025, 2026], []],
    ['2026-11-01', [2025, 2026], [2027]],
    ['2026-12-31', [2025, 2026, 2027], []],
    ['2027-01-01', [2025, 2026], [2027]],
    ['2027-11-22', [], [2027, 2028]],
  ])('on %s, with %j on record, is %j', (today, known, missing) => {
    expect(missingYears(known, today)).toEqual(missing);
  });
});

describe('a year as somebody types it', () => {
  it('holds days of its own, once, and make-up work on weekends only', () => {
    const codes = yearFaults(2027, [
      { day: '2027-01-01', type: 'off', name: '元旦' },
      { day: '2027-01-01', type: 'off', name: '元旦' },
      { day: '2026-12-31', type: 'off', name: '元旦' },
      { day: '2027-02-30', type: 'off', name: '春节' },
      { day: '2027-02-08', type: 'work', name: '春节' },
      { day: '2027-02-13', type: 'work', name: '春节' },
    ]).map(({ field, code }) => `${field} ${code}`);
    expect(codes).toEqual(['days.1.day holiday.day-twice', 'days.2.day holiday.not-of-year', 'days.3.day holiday.not-of-year', 'days.4.day holiday.works-anyway']);
  });
});
