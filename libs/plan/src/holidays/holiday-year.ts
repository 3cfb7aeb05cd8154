import type { FieldFault } from '#platform';
import { isoDay, weekdayOf } from '../reading/calendar.js';
import type { SpecialDay } from './calendar-of-work.js';

/** The rules that the days of a year break, each with its place; none when the year can stand. */
export function yearFaults(year: number, days: readonly SpecialDay[]): FieldFault[] {
  const seen = new Set<string>();
  return days.flatMap(({ day, type }, at) => {
    const field = `days.${at}.day`;
    const repeated = seen.has(day);
    seen.add(day);
    if (!exists(day) || !day.startsWith(`${year}-`)) return [{ field, code: 'holiday.not-of-year', message: `${day} is no day of ${year}.` }];
    if (repeated) return [{ field, code: 'holiday.day-twice', message: `${day} stands there twice.` }];
    const weekend = [0, 6].includes(weekdayOf(day));
    if (type === 'work' && !weekend) return [{ field, code: 'holiday.works-anyway', message: `${day} is a workday anyway; make-up work is for weekends.` }];
    return [];
  });
}

function exists(day: string): boolean {
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number);
  return isoDay(year, month, date) === day;
}

/** In the order of the year. */
export const sorted = (days: readonly SpecialDay[]): SpecialDay[] => [...days].sort((a, b) => (a.day < b.day ? -1 : 1));
