import { addDays } from './calendar.js';
import type { DeadlineForm, Words } from './deadline-forms.js';
import { NUMBER, POINT, spanAfter, spanOf, type Span, type Surroundings } from './deadline-point.js';
import type { Term } from './draft.js';

const TO = '(?:至|到|[-—–－~～]{1,2})';
/** An hour printed with a day; a deadline counts in days. */
const HOUR = String.raw`(?:\d{1,2}(?:时|[:：]\d{2}))?`;
const START = `(?<a>${POINT})${HOUR}`;
const END = String.raw`(?<b>${POINT}|${NUMBER}[日号])(?:(?<hour>\d{1,2})(?:时|[:：]\d{2}))?`;

/** 0时 is the end of the day before. */
function dayBeforeMidnight(day: string, hour: string | undefined): string {
  return hour !== undefined && Number(hour) === 0 ? addDays(day, -1) : day;
}

/** A to B; the end takes its year from the start and never lies before it. */
function windowOf({ a, b, hour }: Words, around: Surroundings): { from: string; to: string } | null {
  const start = spanOf(a!, around);
  const end = start && spanAfter(b!, start, around);
  if (!start || !end) return null;
  const to = dayBeforeMidnight(end.to, hour);
  return to < start.from ? null : { from: start.from, to };
}

export const SEASON_WITH_DATES: DeadlineForm = {
  pattern: new RegExp(String.raw`(?:秋冬季|(?:采暖|供暖|取暖)[季期])(?:期间)?[（(]${START}起?${TO}${END}止?[）)]`, 'gu'),
  read: (words, around) => {
    const window = windowOf(words, around);
    return window && { kind: 'season', ...window };
  },
};

export const WINDOWS: readonly DeadlineForm[] = [
  {
    pattern: new RegExp(`[自从]?${START}(?:起|开始)?${TO}${END}(?:止|期间|为止)?(?!秋冬|采暖|供暖|取暖|度|第?[一二三四]季)`, 'gu'),
    read: (words, around) => {
      const window = windowOf(words, around);
      return window && { kind: 'window', ...window };
    },
  },
  {
    // A-B月: the months share one 月.
    pattern: new RegExp(String.raw`(?<![\d月每年])(?<year>\d{4}年|今年|本年)?(?<a>${NUMBER})${TO}(?<b>${NUMBER})月份?(?!${NUMBER}日)(?:期间)?`, 'gu'),
    read: ({ year = '', a, b }, around) => {
      const window = windowOf({ a: `${year}${a}月`, b: `${b}月` }, around);
      return window && { kind: 'window', ...window };
    },
  },
  {
    pattern: new RegExp(`自?(?:即日|[^，。；：]{0,8}(?:发布|印发)之日)起${TO}(?<a>${POINT})止?`, 'gu'),
    read: until,
  },
  {
    pattern: new RegExp(`[自从]?(?<a>${POINT})(?:起|开始)(?!${TO})`, 'gu'),
    read: ({ a }, around) => {
      const span = spanOf(a!, around);
      return span && { kind: 'window', from: span.from, to: null };
    },
  },
];

function until({ a }: Words, around: Surroundings): Term | null {
  const span = spanOf(a!, around);
  return span?.certain ? { kind: 'until_date', to: span.to } : null;
}

function lastDay({ a, hour }: Words, around: Surroundings): Term | null {
  const span = spanOf(a!, around);
  return span?.certain ? { kind: 'by_date', date: dayBeforeMidnight(span.to, hour) } : null;
}

function wholly(span: Span | null): Term | null {
  return span && { kind: 'window', from: span.from, to: span.to };
}

const BEFORE = '(?:之前|以前|前(?!后|期|述))';
/** What is done within a month that is only named. */
const DONE = '投入|完成|建成|开展|启动|试运行|投运|竣工|开工|组织';

export const DATES: readonly DeadlineForm[] = [
  { pattern: new RegExp(String.raw`(?<a>${POINT})${BEFORE}(?:持续\p{Script=Han}{2}|(?=不得|禁止|严禁))`, 'gu'), read: until },
  { pattern: new RegExp(`(?:(?:持续|管控|监管|执行|实施|延续|有效期)[到至](?<a>${POINT})止?|[到至](?<z>${POINT})(?:为止|止))`, 'gu'), read: ({ a, z }, around) => until({ a: a ?? z }, around) },
  { pattern: new RegExp(String.raw`(?<a>${POINT})(?:（含）)?(?:(?<hour>\d{1,2})(?:时|[:：]\d{2}))?${BEFORE}|(?<z>${POINT}(?<=底|末))(?!，?(?:已|累计|共))`, 'gu'), read: ({ a, z, hour }, around) => lastDay({ a: a ?? z, hour }, around) },
  // "2022年内" ends with its year; "2022年全年" is all of it.
  { pattern: /(?<![\d〇○零一二三四五六七八九十])(?<a>(?:\d{4}|[〇○零一二三四五六七八九]{4}|今|本)年)内/gu, read: ({ a }, around) => lastDay({ a: `${a}底` }, around) },
  { pattern: /(?<=^|[，。；：])年内/gu, read: (_, around) => lastDay({ a: '年底' }, around) },
  { pattern: /(?<!\d)(?<a>\d{4}年)全年/gu, read: ({ a }, around) => wholly(spanOf(a!, around)) },
  { pattern: new RegExp(`(?<a>${POINT}(?<=[上中下]旬|半年|季度))`, 'gu'), read: ({ a }, around) => wholly(spanOf(a!, around)) },
  { pattern: new RegExp(String.raw`(?<![\d十每])(?<a>(?:\d{4}年)?${NUMBER}月)(?=份?(?:${DONE}))`, 'gu'), read: ({ a }, around) => wholly(spanOf(a!, around)) },
];
