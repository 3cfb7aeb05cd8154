import { daysInMonth, isoDay, lastDayOf, tenDaysOf, type TenDays } from './calendar.js';
import { smallNumber, yearNumber } from './printed-number.js';

/** What the document itself says about its time, for dates that are printed without a year. ISO days. */
export interface KnownTimes {
  readonly issuedOn?: string | null;
  readonly season?: { readonly from: string; readonly to: string } | null;
  /** The year that the title names (2022年…工作任务台账). */
  readonly year?: number | null;
}

/** What a date may lean on: the document, and the last date printed before it in the sentence (ISO day). */
export interface Surroundings extends KnownTimes {
  readonly before: string | null;
}

/** The days that a printed date covers, both inclusive; `certain` when it names its last day (a day, 底, 末, 下旬). */
export interface Span {
  readonly from: string;
  readonly to: string;
  readonly certain: boolean;
}

export const NUMBER = String.raw`(?:\d{1,2}|[一二三四五六七八九十]{1,3})`;
const YEAR = String.raw`(?:(?:\d{4}|[〇○零一二三四五六七八九]{4}|今|本|当|明|来|次|翌)年)`;

/** 某年某月某日 in any printed form, without a name, for use inside a pattern. */
export const POINT = String.raw`(?<![\d〇○零一二三四五六七八九十])(?:${YEAR}(?:年(?=底|末)|${NUMBER}月(?:${NUMBER}[日号])?)?|${NUMBER}月(?:${NUMBER}[日号])?|\d{4}[-./]\d{1,2}[-./]\d{1,2}(?!\d)|(?<![两几多全每半])年(?=底|末))份?(?:[上下]半年|第?[一二三四]季度)?(?:底|末|[上中下]旬)?`;

const PARTS = new RegExp(
  String.raw`^(?:(?<year>${YEAR})(?:年(?=底|末))?|年(?=底|末))?(?:(?<month>${NUMBER})月(?:(?<day>${NUMBER})[日号])?)?份?(?<span>[上下]半年|第?[一二三四]季度)?(?<end>底|末|[上中下]旬)?$`,
  'u',
);
const NUMERIC = /^(?<year>\d{4})[-./](?<month>\d{1,2})[-./](?<day>\d{1,2})(?<end>底|末|[上中下]旬)?$/;

/** The days of a printed date, or null where it names none (2月30日) or its year is nowhere to be found. */
export function spanOf(printed: string, around: Surroundings): Span | null {
  const { year, month, day, span, end } = (NUMERIC.exec(printed) ?? PARTS.exec(printed))?.groups ?? {};
  const months = span ? monthsOf(span) : month ? ([smallNumber(month), smallNumber(month)] as const) : ([1, 12] as const);
  if (span && month) return null;
  const place = { months, day: day ? smallNumber(day) : null, end: end ?? null };
  const spans = yearsFor(year?.replace('年', '') ?? null, around).map((each) => daysOf(each, place));
  return year === undefined ? theOnlyOne(spans, around) : (spans[0] ?? null);
}

/** The days of a bare day or month that ends a window: its month and year come from the start. */
export function spanAfter(printed: string, start: Span, around: Surroundings): Span | null {
  const [year, month] = start.from.split('-').map(Number) as [number, number];
  const alone = new RegExp(`^(${NUMBER})[日号]$`).exec(printed)?.[1];
  if (alone) return daysOf(year, { months: [month, month], day: smallNumber(alone), end: null });
  const stated = /^(?:\d|[〇○零一二三四五六七八九]{4}|[今本当明来次翌])/u.test(printed) && printed.includes('年');
  if (stated || /[-./]/.test(printed)) return spanOf(printed, { ...around, before: start.from });
  const same = spanOf(`${year}年${printed}`, around);
  return same && same.to < start.from ? spanOf(`${year + 1}年${printed}`, around) : same;
}

interface Place {
  readonly months: readonly [number, number];
  readonly day: number | null;
  readonly end: string | null;
}

function monthsOf(span: string): readonly [number, number] {
  if (span.endsWith('半年')) return span.startsWith('上') ? [1, 6] : [7, 12];
  const quarter = smallNumber(span.replace(/第|季度/g, ''));
  return [quarter * 3 - 2, quarter * 3];
}

function daysOf(year: number, { months: [first, last], day, end }: Place): Span | null {
  if (day !== null) {
    const iso = end === null ? isoDay(year, first, day) : null;
    return iso === null ? null : { from: iso, to: iso, certain: true };
  }
  if (end?.endsWith('旬')) {
    const ten = first === last ? tenDaysOf(year, first, end[0] as TenDays) : null;
    return ten && { ...ten, certain: false };
  }
  const from = isoDay(year, first, 1);
  const to = lastDayOf(year, last);
  return from && to && daysInMonth(year, first) > 0 ? { from, to, certain: end !== null } : null;
}

/** The years that a date may mean; several only where no word settles it. */
function yearsFor(word: string | null, { issuedOn, season, year, before }: Surroundings): number[] {
  const yearOf = (iso: string) => Number(iso.slice(0, 4));
  const own = issuedOn ? yearOf(issuedOn) : (year ?? null);
  if (word !== null && /[今本当]/.test(word)) return own === null ? [] : [own];
  if (word !== null && /[明来]/.test(word)) return own === null ? [] : [own + 1];
  if (word !== null && /[次翌]/.test(word)) return before ? [yearOf(before) + 1] : own === null ? [] : [own + 1];
  if (word !== null) return [yearNumber(word)];
  if (before) return [yearOf(before)];
  if (season) return [yearOf(season.from), ...(yearOf(season.to) > yearOf(season.from) ? [yearOf(season.to)] : [])];
  return own === null ? [] : [own];
}

/**
 * Without a printed year a date must not lie before the date printed before it, must lie in the season where the
 * document has one, and else not before the document itself. Whatever then is not certain is left to a person.
 */
function theOnlyOne(spans: readonly (Span | null)[], { before, season, issuedOn }: Surroundings): Span | null {
  const possible = spans.filter((span) => {
    if (span === null) return false;
    if (before) return span.to >= before;
    if (season) return span.to >= season.from && span.from <= season.to;
    return !issuedOn || span.to >= issuedOn;
  });
  // 年底 touches the season in both of its years and ends in one of them.
  const ending = possible.length > 1 && season ? possible.filter((span) => span!.to >= season.from && span!.to <= season.to) : possible;
  return ending.length === 1 ? ending[0]! : null;
}
