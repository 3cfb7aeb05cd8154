import { calendarOf, type Recurrence } from '#plan';
import { dueDays } from './due-days.js';

const THURSDAY: Recurrence = { freq: 'weekly', byDay: 'TH', holidayShiftDays: -2, dayKind: 'calendar' };
const SPRING_2022 = [
  ...['01-29', '01-30'].map((day) => ({ day: `2022-${day}`, type: 'work' as const, name: '春节' })),
  ...['01-31', '02-01', '02-02', '02-03', '02-04', '02-05', '02-06'].map((day) => ({ day: `2022-${day}`, type: 'off' as const, name: '春节' })),
];
const calendar = calendarOf([{ year: 2022, days: SPRING_2022 }]);
const whole = { from: null, to: null };
const due = (recurrence: Recurrence, from: string, to: string, within: { from: string | null; to: string | null } = whole) => dueDays(recurrence, within, calendar, [from, to]).map(({ due: day }) => day.slice(5));

describe('days on which a duty falls due', () => {
  it.each<[string, Recurrence, string, string, string[]]>([
    ['weekly on Thursday, two days before a holiday', THURSDAY, '2022-01-20', '2022-02-12', ['01-20', '01-27', '01-29', '02-10']],
    ['the same after the holiday', { ...THURSDAY, holidayShiftDays: 1, dayKind: 'workdays' }, '2022-01-20', '2022-02-12', ['01-20', '01-27', '02-07', '02-10']],
    ['each workday, make-up workdays among them', { freq: 'daily', dayKind: 'workdays' }, '2022-01-28', '2022-02-08', ['01-28', '01-29', '01-30', '02-07', '02-08']],
    ['twice a month', { freq: 'twice_monthly' }, '2022-02-01', '2022-03-31', ['02-15', '02-28', '03-15', '03-31']],
    ['by the fifth of each month', { freq: 'monthly', byMonthDay: 5 }, '2022-03-01', '2022-05-31', ['03-05', '04-05', '05-05']],
    ['by the end of each month', { freq: 'monthly', byMonthDay: 31 }, '2022-02-01', '2022-04-30', ['02-28', '03-31', '04-30']],
    ['once a quarter', { freq: 'quarterly' }, '2022-01-01', '2022-12-31', ['03-31', '06-30', '09-30', '12-31']],
    ['in the months that are named', { freq: 'monthly', months: [11, 12] }, '2022-01-01', '2022-12-31', ['11-30', '12-31']],
    ['all the time: on no day', { freq: 'continuous' }, '2022-01-01', '2022-12-31', []],
  ])('%s', (_what, recurrence, from, to, expected) => {
    expect(due(recurrence, from, to)).toEqual(expected);
  });

  it('are those of its window', () => {
    expect(due(THURSDAY, '2022-03-01', '2022-04-30', { from: null, to: '2022-03-13' })).toEqual(['03-03', '03-10']);
  });

  it('are not settled where a year is not on record', () => {
    expect(dueDays(THURSDAY, whole, calendar, ['2022-12-29', '2023-01-05']).map(({ due: day, settled }) => [day, settled])).toEqual([['2022-12-29', true], ['2023-01-05', false]]);
  });
});
