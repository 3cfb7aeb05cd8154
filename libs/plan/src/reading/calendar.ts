/**
 * Days as plain numbers: a date in an official text is a day of Beijing time and nothing else, so no `Date` object and
 * no time zone takes part in reading it.
 */
const DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

export function isLeapYear(year: number): boolean {
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
}

/** Days in a month, 1 to 12; 0 for a month that does not exist. */
export function daysInMonth(year: number, month: number): number {
  return month === 2 && isLeapYear(year) ? 29 : (DAYS[month - 1] ?? 0);
}

/** ISO day, or null for a day that does not exist (2月30日). */
export function isoDay(year: number, month: number, day: number): string | null {
  if (day < 1 || day > daysInMonth(year, month)) return null;
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

/** 月底: the last day of a month. */
export function lastDayOf(year: number, month: number): string | null {
  return isoDay(year, month, daysInMonth(year, month));
}

export type TenDays = '上' | '中' | '下';

/** 上旬 1–10, 中旬 11–20, 下旬 21 to the end of the month; both days inclusive. */
export function tenDaysOf(year: number, month: number, part: TenDays): { from: string; to: string } | null {
  const first = { 上: 1, 中: 11, 下: 21 }[part];
  const from = isoDay(year, month, first);
  const to = part === '下' ? lastDayOf(year, month) : isoDay(year, month, first + 9);
  return from && to ? { from, to } : null;
}
