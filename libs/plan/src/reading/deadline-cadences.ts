import type { DeadlineForm, Words } from './deadline-forms.js';
import { NUMBER } from './deadline-point.js';
import type { Recurrence, Term } from './draft.js';
import { smallNumber } from './printed-number.js';

const WEEKDAYS = { 一: 'MO', 二: 'TU', 三: 'WE', 四: 'TH', 五: 'FR', 六: 'SA', 日: 'SU', 天: 'SU' } as const;
const BEFORE = '(?:之前|以前|前)?';
const CLOCK = (hour: string, minute: string) => String.raw`(?<${hour}half>凌晨|早上?|上午|中午|下午|晚上?)?(?<${hour}>\d{1,2})(?:时|点|[:：](?<${minute}>\d{2}))`;
const HOURS = `(?:${CLOCK('h1', 'm1')}(?:至|到|[-—–－~～]{1,2})(?:次日)?${CLOCK('h2', 'm2')}|${CLOCK('h3', 'm3')}(?:之|以)?前|(?<half>[上下]午))`;
/** "（遇节假日为节假日前2天）": the rule is read apart. */
const HOLIDAY = String.raw`[（(，]?遇[^，。；（）()]{0,4}?(?:节假日|假日|假期|节日)(?<rule>[^，。；（）()]{0,12}?(?:[天日](?!前|的|提)|顺延|推迟))(?:[^，。；（）()]{0,8}[）)])?`;
const COUNT = String.raw`[^，。；：（）()\d]{0,6}?(?<least>不少于|不低于|至少|最少)?(?<times>\d{1,3}|[一二三四五六七八九十两]{1,3})次`;
const TAIL = `(?:${HOURS})?${BEFORE}(?:${HOLIDAY})?${BEFORE}(?:${COUNT})?`;
/** "每天3000吨" is a measure, not a cadence. */
const NO_MEASURE = String.raw`(?!\d+(?:\.\d+)?(?![\d.]|次|时|点|[:：]))`;

/** A cadence: its opening words, what they fix, and whatever hours, holiday rule and count follow. */
function every(opening: string, fixed: (words: Words) => Recurrence | null): DeadlineForm {
  return {
    pattern: new RegExp(`(?<atLeast>至少)?(?:${opening})${TAIL}`, 'gu'),
    read: (words) => recurring(fixed(words), words),
  };
}

function recurring(fixed: Recurrence | null, words: Words): Term | null {
  const hours = hoursOf(words);
  const shift = words.rule === undefined ? {} : shiftOf(words.rule);
  if (!fixed || !hours || !shift) return null;
  return { kind: 'recurring', recurrence: { ...fixed, ...hours, ...timesOf(words), ...shift } };
}

/** 不少于1次 sets a floor; "一次" alone says no more than the cadence; 3次 within one span is at least three. */
function timesOf({ times, least, atLeast }: Words): Partial<Recurrence> {
  if (times === undefined) return {};
  const number = smallNumber(times);
  return least || atLeast || number > 1 ? { timesAtLeast: number } : {};
}

function hoursOf(words: Words): Partial<Recurrence> | null {
  const { h1, h2, h3, half } = words;
  if (half) return half === '下午' ? { timeFrom: '12:00' } : { timeTo: '12:00' };
  const from = h1 === undefined ? undefined : clock(h1, words.m1, words.h1half);
  const to = h2 ? clock(h2, words.m2, words.h2half ?? words.h1half) : h3 ? clock(h3, words.m3, words.h3half) : undefined;
  if (from === null || to === null) return null;
  return { ...(from && { timeFrom: from }), ...(to && { timeTo: to }) };
}

function clock(printed: string, minutes: string | undefined, half: string | undefined): string | null {
  const hour = Number(printed) + (/[下晚]/.test(half ?? '') && Number(printed) < 12 ? 12 : 0);
  const minute = Number(minutes ?? 0);
  if (hour > 24 || minute > 59 || (hour === 24 && minute > 0)) return null;
  return `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
}

/** 节假日前2天 → two calendar days earlier; 前2个工作日 → workdays; 顺延 → the first workday after. */
function shiftOf(rule: string): Partial<Recurrence> | null {
  if (/顺延|推迟/.test(rule)) return { holidayShiftDays: 1, dayKind: 'workdays' };
  const [, days, kind] = /前[至到]?(?:节前)?(?:第)?(\d{1,2}|[一二三四五六七八九十两])(个?工作日|[天日])$/.exec(rule) ?? [];
  if (!days || !kind) return null;
  return { holidayShiftDays: -smallNumber(days), dayKind: kind.endsWith('工作日') ? 'workdays' : 'calendar' };
}

const FREQUENCIES = { 日: 'daily', 天: 'daily', 周: 'weekly', 月: 'monthly', 季: 'quarterly' } as const;
const frequency = (unit: string | undefined): Recurrence => ({ freq: FREQUENCIES[unit as keyof typeof FREQUENCIES] });

/** Months from A to B, over New Year where B comes first. */
function monthsFrom(first: number, last: number): number[] {
  const count = ((last - first + 12) % 12) + 1;
  return Array.from({ length: count }, (_, at) => ((first - 1 + at) % 12) + 1);
}

function yearly({ from, to, day, end }: Words): Recurrence | null {
  const first = smallNumber(from!);
  const last = to ? smallNumber(to) : first;
  if (![first, last].every((month) => month >= 1 && month <= 12)) return null;
  return { freq: 'yearly', months: monthsFrom(first, last), ...monthDay(day, end) };
}

/** 31 stands for the last day of any month. */
function monthDay(day: string | undefined, end: string | undefined): Partial<Recurrence> {
  if (end) return { byMonthDay: 31 };
  return day ? { byMonthDay: smallNumber(day) } : {};
}

const unsettled = (pattern: RegExp): DeadlineForm => ({ pattern, read: () => null });

export const CADENCES: readonly DeadlineForm[] = [
  // Cadences that the draft cannot hold: two days of one week or month, every second week, ten days.
  unsettled(new RegExp(String.raw`每(?:周|星期)[一二三四五六日天](?:[、和及至到-](?:周|星期)?[一二三四五六日天](?!次))+前?`, 'gu')),
  unsettled(new RegExp(String.raw`每月${NUMBER}[日号]?[、和及]${NUMBER}[日号]${BEFORE}`, 'gu')),
  unsettled(/每个?(?:周|月|季度?|年)的?(?:最后|第)[^，。；]{0,10}|每月(?:初|中旬?|[上下]旬)[^，。；]{0,6}/gu),
  unsettled(new RegExp(String.raw`每[天日]${CLOCK('h1', 'm1')}(?:至|到|[-—–－~～])(?:次日)?${CLOCK('h2', 'm2')}[、和及]\d{1,2}[时点:：][^，。；]{0,12}`, 'gu')),
  // A day of a month that is not named, and a span without a beginning.
  unsettled(new RegExp(String.raw`[次当本下]月(?:${NUMBER}[日号]|[底末])${BEFORE}|今冬明春`, 'gu')),
  unsettled(new RegExp(String.raw`(?<![\d一二三四五六七八九十月])(?:${NUMBER}|两|半)(?:个工作日|日|天|个?小时|个月|年)(?:之|以)?内`, 'gu')),
  unsettled(new RegExp(String.raw`每隔?(?:${NUMBER}|两|几)个?(?:天|日|周|星期|月|季度|年)|每旬|每季度(?:首|末|第|前)[^，。；]{0,8}`, 'gu')),
  {
    pattern: new RegExp(String.raw`每(?<hours>${NUMBER}|两)?个?小时(?:[^，。；：\d]{0,6}?(?:(?<least>不少于|至少)?(?<times>\d{1,2}|[一二两三四])次)|(?=上?报|调度|巡查|巡检|发布))`, 'gu'),
    read: ({ hours, times }) => {
      const each = hours ? smallNumber(hours) : 1;
      return times && smallNumber(times) > 1 ? null : { kind: 'recurring', recurrence: { freq: 'daily', everyHours: each } };
    },
  },
  every('每半个?月|每月(?:2|两|二)次', () => ({ freq: 'twice_monthly' })),
  every(String.raw`每个?(?:周|星期)(?:(?<weekday>[一二三四五六日天])(?!次))?${NO_MEASURE}`, ({ weekday }) => ({
    freq: 'weekly',
    ...(weekday && { byDay: WEEKDAYS[weekday as keyof typeof WEEKDAYS] }),
  })),
  every(String.raw`每个?(?<kind>天|日|工作日)${NO_MEASURE}`, ({ kind }) => ({ freq: 'daily', ...(kind === '工作日' && { dayKind: 'workdays' as const }) })),
  every(String.raw`每个?月(?:(?<day>${NUMBER})[日号]|(?<end>月?[底末]))?${NO_MEASURE}`, ({ day, end }) => ({ freq: 'monthly', ...monthDay(day, end) })),
  every('每半年', () => ({ freq: 'half_yearly' })),
  every(`每个?季度?${NO_MEASURE}`, () => ({ freq: 'quarterly' })),
  every(String.raw`每年(?<from>${NUMBER})月?(?:(?:至|到|[-—–－~～])(?:次年|翌年)?(?<to>${NUMBER})月|(?<=月)(?:(?<day>${NUMBER})[日号]|(?<end>底|末))?)`, yearly),
  every(`每年度?${NO_MEASURE}`, () => ({ freq: 'yearly' })),
  {
    // 22时至次日6时 comes back every day.
    pattern: new RegExp(String.raw`(?:(?<workdays>工作日)|(?<![\d日号时:：]))${CLOCK('h1', 'm1')}(?:至|到|[-—–－~～])(?:次日)?${CLOCK('h2', 'm2')}`, 'gu'),
    read: (words) => recurring({ freq: 'daily', ...(words.workdays && { dayKind: 'workdays' as const }) }, words),
  },
  { pattern: /[逐按](?<unit>周|月|季)度?/gu, read: ({ unit }) => ({ kind: 'recurring', recurrence: frequency(unit) }) },
  {
    pattern: /(?<=^|实施|实行|执行|落实|坚持|建立)(?<unit>日|周|月|季)(?:调度|通报|报(?=制度|送|告|，|。|；|$)|排名|研判)/gu,
    read: ({ unit }) => ({ kind: 'recurring', recurrence: frequency(unit) }),
  },
  {
    pattern: /一(?<unit>日|天|周|月|季)一(?:调度|报|通报|总结|研判|排名|会商|巡|查)/gu,
    read: ({ unit }) => ({ kind: 'recurring', recurrence: frequency(unit) }),
  },
];
