import { addDays, weekdayOf } from '../reading/calendar.js';

export const DAY_TYPES = ['off', 'work'] as const;

/** 放假 or 调休上班: a day that its weekday alone would not tell. ISO days of Beijing time. */
export interface SpecialDay {
  readonly day: string;
  readonly type: (typeof DAY_TYPES)[number];
  readonly name: string;
}

/** The special days of the years on record. A year that is not there is unknown, not free of holidays. */
export interface WorkCalendar {
  readonly days: ReadonlyMap<string, SpecialDay['type']>;
  readonly years: ReadonlySet<number>;
}

/** How a day that falls on a day off moves: 前2天 is −2 calendar days, 前1个工作日 −1 workday, 顺延 +1 workday. */
export interface ShiftRule {
  readonly days: number;
  readonly counts: 'workdays' | 'calendar';
}

export function calendarOf(years: readonly { readonly year: number; readonly days: readonly SpecialDay[] }[]): WorkCalendar {
  return {
    days: new Map(years.flatMap(({ days }) => days.map(({ day, type }) => [day, type] as const))),
    years: new Set(years.map(({ year }) => year)),
  };
}

/** 节假日: a day off by the calendar, or a weekend that is not worked. */
export function isDayOff(calendar: WorkCalendar, day: string): boolean {
  const type = calendar.days.get(day);
  return type ? type === 'off' : [0, 6].includes(weekdayOf(day));
}

/**
 * The day a duty is really due: itself on a workday, else counted from the first or last day of the whole stretch off,
 * weekends beside the holiday included. `settled` is false where a year that is not on record took part.
 */
export function dueAfterShift(calendar: WorkCalendar, due: string, { days, counts }: ShiftRule): { day: string; settled: boolean } {
  const day = isDayOff(calendar, due) && days !== 0 ? moved(calendar, due, days, counts) : due;
  return { day, settled: [due, day].every((each) => calendar.years.has(Number(each.slice(0, 4)))) };
}

function moved(calendar: WorkCalendar, due: string, days: number, counts: ShiftRule['counts']): string {
  const step = days < 0 ? -1 : 1;
  let edge = due;
  while (isDayOff(calendar, addDays(edge, step))) edge = addDays(edge, step);
  if (counts === 'calendar') return addDays(edge, days);
  let day = edge;
  for (let left = Math.abs(days); left > 0; ) {
    day = addDays(day, step);
    if (!isDayOff(calendar, day)) left -= 1;
  }
  return day;
}

/** The years that should be on record and are not: this one, and from November on the next, whose holidays are then announced. */
export function missingYears(known: readonly number[], today: string): number[] {
  const year = Number(today.slice(0, 4));
  const due = Number(today.slice(5, 7)) >= 11 ? [year, year + 1] : [year];
  return due.filter((each) => !known.includes(each));
}
