import { addDays, dayNumber, dayOfNumber, daysInMonth, isoDay } from './calendar.js';
import { NUMBER } from './deadline-point.js';
import { smallNumber, yearNumber } from './printed-number.js';

/** A minute of Beijing time. `minutes` run from 0 to 1440: 24时 is kept as printed until it is written down. */
export interface Moment {
  readonly day: string;
  readonly minutes: number;
}

/** When an order was given: its minute, or its day alone where no hour is printed. */
export interface GivenAt {
  readonly day: string;
  readonly minutes: number | null;
}

const HOUR = String.raw`(?<half>凌晨|早上|上午|中午|下午|傍晚|晚上|夜间|晚)?(?<hour>\d{1,2}|[零〇一二三四五六七八九十]{1,3})(?:[时点](?:(?<minute>\d{1,2})分|(?<thirty>半)|整)?|[:：](?<colon>\d{2}))`;
const YEAR = String.raw`(?:(?<year>\d{4}|[〇○零一二三四五六七八九]{4}|今|明|本)年)`;
const DAY = String.raw`(?:(?<relative>今[日天]|当[日天]|明[日天]|次日|后[日天])|${YEAR}?(?:(?<month>${NUMBER})月)?(?<date>${NUMBER})[日号]|(?<iso>\d{4}-\d{2}-\d{2}))`;
const LATER = String.raw`(?<later>\d{1,3}|[一二两三四五六七八九十]{1,3})个?小时(?<later30>半)?(?:之|以)?后`;
const NOW = '(?<now>即[日时刻]|立即)';

/** A printed moment, without names, for use inside a pattern. At least a day, an hour, or a span from now. */
const PARSED = String.raw`(?:${DAY}[（(]?(?:星期|周)?[一二三四五六日天]?[）)]?T?(?:${HOUR})?|${LATER}|${NOW})`;
export const MOMENT = PARSED.replace(/\?<[a-z0-9]+>/g, '?:');
/** An hour alone continues the day printed before it. */
export const HOUR_ALONE = HOUR.replace(/\?<[a-z0-9]+>/g, '?:');

const WHOLE = new RegExp(`^${PARSED}$`, 'u');
const WHOLE_HOUR = new RegExp(`^${HOUR}$`, 'u');

/** Where a moment leans: the instant of the notice, and the moment printed before it (the start of a range). */
export interface Leaning {
  readonly givenAt: GivenAt | null;
  readonly after: Moment | null;
  /** A day without an hour begins at 0时, or ends at 24时. */
  readonly side: 'from' | 'to';
}

/**
 * Reads "11月23日12时", "26日24时", "明日0时", "3小时后", "即日". Null where the words lean on something unknown (a span
 * from now without the instant of the notice) or name no minute that exists.
 */
export function momentOf(printed: string, leaning: Leaning): Moment | null {
  const hourOnly = WHOLE_HOUR.exec(printed)?.groups;
  const words = hourOnly ?? WHOLE.exec(printed)?.groups;
  if (!words) return null;
  if (words.now) return nowOf(leaning.givenAt);
  if (words.later) return plusMinutes(nowOf(leaning.givenAt), smallNumber(words.later) * 60 + (words.later30 ? 30 : 0));
  const day = hourOnly ? (leaning.after?.day ?? leaning.givenAt?.day ?? null) : dayNamed(words, leaning);
  const minutes = words.hour ? minutesOf(words) : leaning.side === 'from' ? 0 : 1440;
  return day === null || minutes === null ? null : { day, minutes };
}

function nowOf(givenAt: GivenAt | null): Moment | null {
  return givenAt === null || givenAt.minutes === null ? null : { day: givenAt.day, minutes: givenAt.minutes };
}

function plusMinutes(moment: Moment | null, more: number): Moment | null {
  if (moment === null) return null;
  const total = moment.minutes + more;
  return { day: addDays(moment.day, Math.floor(total / 1440)), minutes: total % 1440 };
}

function minutesOf({ half, hour, minute, thirty, colon }: Record<string, string | undefined>): number | null {
  const printed = smallNumber(hour!);
  const afternoon = half !== undefined && /下午|傍晚|晚|夜/.test(half) && printed < 12;
  const total = (printed + (afternoon ? 12 : 0)) * 60 + (thirty ? 30 : Number(minute ?? colon ?? 0));
  return printed <= 24 && Number(minute ?? colon ?? 0) < 60 && total <= 1440 ? total : null;
}

const RELATIVE: Record<string, number> = { 今: 0, 当: 0, 明: 1, 次: 1, 后: 2 };

function dayNamed(words: Record<string, string | undefined>, { givenAt, after }: Leaning): string | null {
  const { relative, year, month, date, iso } = words;
  if (iso) return isoDay(...(iso.split('-').map(Number) as [number, number, number]));
  if (relative) {
    // 次日 follows the start of its range; 明日 follows the notice.
    const base = /[次当]/.test(relative) ? (after?.day ?? givenAt?.day) : givenAt?.day;
    return base ? addDays(base, RELATIVE[relative[0]!]!) : null;
  }
  const day = smallNumber(date!);
  if (!month) return dayOfMonthNear(day, after?.day ?? givenAt?.day ?? null);
  const stated = year && /[今本明]/.test(year) ? givenAt && Number(givenAt.day.slice(0, 4)) + (year === '明' ? 1 : 0) : year && yearNumber(year);
  if (year) return stated ? isoDay(Number(stated), smallNumber(month), day) : null;
  if (after) return followingDay(after.day, smallNumber(month), day);
  return givenAt ? nearestDay(givenAt.day, smallNumber(month), day) : null;
}

/** "26日" after "11月23日": in that month, or in the next when that would lie before. */
function dayOfMonthNear(day: number, base: string | null): string | null {
  if (base === null) return null;
  const [year, month] = base.split('-').map(Number) as [number, number];
  const same = isoDay(year, month, day);
  if (same !== null && same >= base) return same;
  const next = dayOfNumber(dayNumber(isoDay(year, month, 1)!) + daysInMonth(year, month));
  return isoDay(Number(next.slice(0, 4)), Number(next.slice(5, 7)), day);
}

/** The end of a range never lies before its start: over New Year it takes the next year. */
function followingDay(start: string, month: number, day: number): string | null {
  const year = Number(start.slice(0, 4));
  const same = isoDay(year, month, day);
  return same !== null && same >= start ? same : isoDay(year + 1, month, day);
}

/** A notice orders what is near: of the years around it, the one whose day lies nearest to it. */
function nearestDay(given: string, month: number, day: number): string | null {
  const year = Number(given.slice(0, 4));
  const days = [year - 1, year, year + 1].map((each) => isoDay(each, month, day)).filter((each) => each !== null);
  const distance = (iso: string) => Math.abs(dayNumber(iso) - dayNumber(given));
  return days.reduce<string | null>((best, each) => (best === null || distance(each) < distance(best) ? each : best), null);
}

/** With the offset of Beijing; 24时 is the next day 00:00. */
export function instantOf({ day, minutes }: Moment): string {
  const two = (number: number) => String(number).padStart(2, '0');
  if (minutes === 1440) return `${addDays(day, 1)}T00:00:00+08:00`;
  return `${day}T${two(Math.floor(minutes / 60))}:${two(minutes % 60)}:00+08:00`;
}

/** An instant in ISO form with any offset, or a bare day, as Beijing sees it. Null for anything else. */
export function givenAtOf(iso: string): GivenAt | null {
  const [, day, hour, minute, sign, aheadHours, aheadMinutes] =
    /^(\d{4}-\d{2}-\d{2})(?:T(\d{2}):(\d{2})(?::\d{2}(?:\.\d{1,9})?)?(?:Z|([+-])(\d{2}):?(\d{2})))?$/.exec(iso) ?? [];
  if (!day || isoDay(...(day.split('-').map(Number) as [number, number, number])) === null) return null;
  if (!hour || !minute) return { day, minutes: null };
  const ahead = sign ? (sign === '-' ? -1 : 1) * (Number(aheadHours) * 60 + Number(aheadMinutes)) : 0;
  const total = Number(hour) * 60 + Number(minute) - ahead + 480;
  return { day: addDays(day, Math.floor(total / 1440)), minutes: ((total % 1440) + 1440) % 1440 };
}
