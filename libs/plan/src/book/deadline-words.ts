import { isDeepStrictEqual } from 'node:util';
import type { DeadlineTerms, RecurrenceTerms } from '../file/deadline-terms.js';
import { readDeadline } from '../reading/deadline.js';
import { PHASE_TERMS } from './words.js';

/** A deadline as a cell shows it, and how a cell is read: the words first, what they cannot say in the table of exact values. */

const dayWords = (iso: string): string => `${iso.slice(0, 4)}年${Number(iso.slice(5, 7))}月${Number(iso.slice(8))}日`;
const EVERY = { daily: '每天', weekly: '每周', twice_monthly: '每半月', monthly: '每月', quarterly: '每季度', half_yearly: '每半年', yearly: '每年', continuous: '持续' } as const;
const WEEKDAYS = { MO: '一', TU: '二', WE: '三', TH: '四', FR: '五', SA: '六', SU: '日' } as const;

function cadenceWords(recurrence: RecurrenceTerms): string {
  const { freq, byDay, byMonthDay, timesAtLeast, timeFrom, timeTo, everyHours, months, holidayShiftDays: shift, dayKind } = recurrence;
  if (everyHours) return `每${everyHours}小时一次`;
  const opening = freq === 'daily' && dayKind === 'workdays' && !shift ? '每工作日' : EVERY[freq];
  const during = months?.length ? `${months[0]}月${months.length > 1 ? `至${months.at(-1)}月` : ''}` : '';
  const day = byMonthDay === 31 ? '底' : byMonthDay ? `${byMonthDay}日` : '';
  const before = day && !during ? '前' : '';
  const hours = timeFrom && timeTo ? `${timeFrom}至${timeTo}` : timeTo ? `${timeTo}前` : timeFrom === '12:00' ? '下午' : (timeFrom ?? '');
  const holiday = shift ? `（遇节假日${shift < 0 ? `为节假日前${-shift}${dayKind === 'workdays' ? '个工作日' : '天'}` : '顺延'}）` : '';
  return `${opening}${byDay ? WEEKDAYS[byDay] : ''}${during}${day}${hours ? hours : before}${holiday}${timesAtLeast ? `不少于${timesAtLeast}次` : ''}`;
}

/** The cadence within a stretch of time. */
const within = (recurrence: RecurrenceTerms | undefined): string => (recurrence ? `，${cadenceWords(recurrence)}` : '');

/** The term in official words, without looking at the words it was printed in. */
export function wordsOfTerm(deadline: DeadlineTerms): string {
  const { kind, date, from, to, phase, event, offsetDays, recurrence } = deadline;
  switch (kind) {
    case 'by_date': return date ? `${dayWords(date)}前${event ? `（${event}）` : ''}` : (event ?? '');
    case 'until_date': return `至${dayWords(to!)}止${within(recurrence)}`;
    case 'during_phase': return `${PHASE_TERMS.word(phase!)}期间${within(recurrence)}`;
    case 'from_event': return `自${event}之日起${offsetDays === undefined ? '' : `${offsetDays}日内`}`;
    case 'window': return `${dayWords(from!)}${to ? `至${dayWords(to)}` : '起'}${within(recurrence)}`;
    case 'recurring': return cadenceWords(recurrence!);
    case 'season': return `${from && to ? `秋冬季（${dayWords(from)}至${dayWords(to)}）` : '秋冬季'}${within(recurrence)}`;
    case 'long_term': return `长期坚持${within(recurrence)}`;
    case 'none': return '';
  }
}

/** Only what is said: no nulls, nothing undefined, keys in one order. */
export const said = (deadline: object): DeadlineTerms =>
  JSON.parse(JSON.stringify(deadline, (_, value: unknown) => value ?? undefined)) as DeadlineTerms;

/** A cell read by its words alone; null where they name no certain deadline, or more than one. */
export function deadlineOfWords(cell: string): DeadlineTerms | null {
  const phase = /^(.+)期间$/.exec(cell)?.[1];
  const named = phase === undefined ? undefined : PHASE_TERMS.code(phase);
  if (named) return { kind: 'during_phase', phase: named };
  const { deadline, others, unread } = readDeadline(cell);
  if (unread !== null || others.length > 0) return null;
  const { text: _, ...term } = said(deadline);
  return shapely(term) && wordsOfTerm(term) === cell ? term : { ...term, text: cell };
}

const shapely = ({ kind, recurrence }: DeadlineTerms): boolean => kind !== 'recurring' || Boolean(recurrence?.freq);

/** What stands in the cell: the printed words, as long as they say the same; after a correction the words of the term. */
export function shownDeadline(deadline: DeadlineTerms): string {
  const { text, ...term } = said(deadline);
  if (text === undefined) return wordsOfTerm(term);
  const { text: _, ...read } = deadlineOfWords(text) ?? { kind: 'none' as const, text };
  return isDeepStrictEqual(read, term) ? text : wordsOfTerm(term) || text;
}

/** Whether the words alone give the same deadline back. */
export const wordsSayAll = (deadline: DeadlineTerms): boolean => isDeepStrictEqual(deadlineOfWords(shownDeadline(deadline)), said(deadline));
