import { isoDay, lastDayOf, tenDaysOf, type TenDays } from './calendar.js';
import type { Term } from './draft.js';

/** One way official Chinese states a time. `read` returns null when the words are recognised but name no certain day. */
export interface DeadlineForm {
  readonly pattern: RegExp;
  readonly read: (words: Record<string, string | undefined>) => Term | null;
}

const DAY = String.raw`(?<year>\d{4})年(?:(?<month>\d{1,2})月(?:(?<day>\d{1,2})日)?)?(?<end>底)?`;
const CLAUSE_START = String.raw`(?<=^|[，。；：“])`;
/** An event is named within one clause; the bound keeps the search linear on text without punctuation. */
const EVENT = '[^，。；：“”]{1,60}';

/**
 * In order of precedence: where two forms start at the same character, the earlier one wins. A new kind of time
 * (采暖季前, 每周四, A至B) is one more entry.
 */
export const DEADLINE_FORMS: readonly DeadlineForm[] = [
  {
    pattern: new RegExp(String.raw`${DAY}前(?:持续\p{Script=Han}{2}|(?=不得|禁止|严禁))`, 'gu'),
    read: (words) => withDay(lastDay(words), (to) => ({ kind: 'until_date', to })),
  },
  {
    pattern: new RegExp(String.raw`${DAY}(?:前|(?<=底))`, 'gu'),
    read: (words) => withDay(lastDay(words), (date) => ({ kind: 'by_date', date })),
  },
  {
    pattern: /(?<year>\d{4})年(?<month>\d{1,2})月(?<part>[上中下])旬/gu,
    read: ({ year, month, part }) => {
      const window = tenDaysOf(Number(year), Number(month), part as TenDays);
      return window && { kind: 'window', ...window };
    },
  },
  { pattern: /应急强化管控期间?/gu, read: () => ({ kind: 'during_phase', phase: 'emergency' }) },
  {
    // Only where it says when to act, not where it names a thing (重点时段保障方案, 重点时段领导小组).
    pattern: /(?<=^|[，。；：]|在|确保)重点(?:管控)?时段(?:期间)?|重点(?:管控)?时段(?:期间|(?=实施|一旦))/gu,
    read: () => ({ kind: 'during_phase', phase: 'key_period' }),
  },
  {
    pattern: new RegExp(String.raw`(?<event>${EVENT}?)之日起(?:(?<days>\d{1,3})[日天]内)?`, 'gu'),
    read: ({ event, days }) => ({ kind: 'from_event', event: event!, ...(days && { offsetDays: Number(days) }) }),
  },
  {
    pattern: /按照?(?<event>[^，。；]{1,12}(?:确定|规定|明确)的[^，。；]{0,6}时间)/gu,
    read: ({ event }) => ({ kind: 'from_event', event: event! }),
  },
  {
    pattern: new RegExp(`一旦(?<event>${EVENT})`, 'gu'),
    read: ({ event }) => ({ kind: 'from_event', event: event! }),
  },
  {
    pattern: new RegExp(`${CLAUSE_START}当(?<event>${EVENT}?)时(?=，|$)`, 'gu'),
    read: ({ event }) => ({ kind: 'from_event', event: event! }),
  },
  {
    pattern: new RegExp(`${CLAUSE_START}(?<event>[^，。；：]{1,12}天气)后(?=，|$)`, 'gu'),
    read: ({ event }) => ({ kind: 'from_event', event: event! }),
  },
  { pattern: /(?:秋冬|采暖|供暖)季(?:期间)?(?!前)/gu, read: () => ({ kind: 'season' }) },
  { pattern: /长期坚持/gu, read: () => ({ kind: 'long_term' }) },
];

/** "2021年10月底" and "2021年底" end on a last day; "2022年1月29日" is the day itself; "2022年9月" names no day. */
function lastDay({ year, month, day, end }: Record<string, string | undefined>): string | null {
  if (day) return end ? null : isoDay(Number(year), Number(month), Number(day));
  return end ? lastDayOf(Number(year), Number(month ?? 12)) : null;
}

function withDay(day: string | null, term: (day: string) => Term): Term | null {
  return day === null ? null : term(day);
}
