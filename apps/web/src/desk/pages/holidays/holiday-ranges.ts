import type { HolidayDay, HolidayType } from '../../../core/api';

/** Days that follow each other under one name, as an announcement prints them: 春节，2月15日至23日放假. */
export interface HolidayRange {
  name: string;
  type: HolidayType;
  /** First and last day, ISO. Empty while it is being typed. */
  days: [string, string] | null;
}

const DAY_MS = 86_400_000;
const dayAfter = (day: string, days = 1): string => new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);

export function rangesOf(days: readonly HolidayDay[]): (HolidayRange & { days: [string, string] })[] {
  const ranges: (HolidayRange & { days: [string, string] })[] = [];
  for (const { day, name, type } of days) {
    const last = ranges.at(-1);
    if (last && last.name === name && last.type === type && dayAfter(last.days[1]) === day) last.days[1] = day;
    else ranges.push({ name, type, days: [day, day] });
  }
  return ranges;
}

/** Every day of the ranges; a range that is not complete gives none. */
export function daysOf(ranges: readonly HolidayRange[]): HolidayDay[] {
  return ranges.flatMap(({ name, type, days }) => (days ? Array.from({ length: countOf(days) }, (_, at) => ({ day: dayAfter(days[0], at), type, name: name.trim() })) : []));
}

export function countOf([from, to]: readonly [string, string]): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY_MS) + 1;
}

/** By a part of its name, or of one of its days (`10-02`, `2026-10`). */
export const isSought = (range: HolidayRange, words: string): boolean => range.name.includes(words) || daysOf([range]).some(({ day }) => day.includes(words));
