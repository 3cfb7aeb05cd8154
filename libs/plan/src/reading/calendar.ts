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

/** Days since 1970-01-01, so that days can be counted without a clock. */
export function dayNumber(iso: string): number {
  const [year, month, day] = iso.split('-').map(Number) as [number, number, number];
  const shifted = month <= 2 ? year - 1 : year;
  const era = Math.floor(shifted / 400);
  const ofEra = shifted - era * 400;
  const ofYear = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + day - 1;
  return era * 146_097 + ofEra * 365 + Math.floor(ofEra / 4) - Math.floor(ofEra / 100) + ofYear - 719_468;
}

/** The ISO day of a day number. */
export function dayOfNumber(number: number): string {
  const days = number + 719_468;
  const era = Math.floor(days / 146_097);
  const ofEra = days - era * 146_097;
  const yearOfEra = Math.floor((ofEra - Math.floor(ofEra / 1460) + Math.floor(ofEra / 36_524) - Math.floor(ofEra / 146_096)) / 365);
  const ofYear = ofEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shifted = Math.floor((5 * ofYear + 2) / 153);
  const month = shifted < 10 ? shifted + 3 : shifted - 9;
  return isoDay(yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, ofYear - Math.floor((153 * shifted + 2) / 5) + 1)!;
}

export function addDays(iso: string, days: number): string {
  return dayOfNumber(dayNumber(iso) + days);
}

/** 0 Sunday to 6 Saturday. */
export function weekdayOf(iso: string): number {
  return (((dayNumber(iso) + 4) % 7) + 7) % 7;
}
