import { DEADLINE_FORMS } from './deadline-forms.js';
import { spanOf, type KnownTimes, type Surroundings } from './deadline-point.js';
import type { Deadline, Term } from './draft.js';

export type { KnownTimes } from './deadline-point.js';

/** The times found in a text, in printed order, each meaning once; `unread` holds time expressions that name no certain day. */
export interface TimesRead {
  deadlines: Deadline[];
  unread: string[];
}

interface Found {
  readonly from: number;
  readonly to: number;
  readonly text: string;
  readonly term: Term | null;
}

/**
 * Every time expression of a sentence. Titles in 《》 name documents, not times. A date without a year takes it from the
 * date before it, else from what is known of the document.
 */
export function findDeadlines(sentence: string, known: KnownTimes = {}): TimesRead {
  const seen = new Set<string>();
  const deadlines: Deadline[] = [];
  const unread: string[] = [];
  for (const { text, term } of timesIn(bare(sentence), known)) {
    if (!term) unread.push(text);
    else if (!seen.has(JSON.stringify(term))) deadlines.push({ text, ...term });
    seen.add(JSON.stringify(term));
  }
  return { deadlines, unread };
}

/**
 * A deadline cell: its first time is the deadline (with the whole cell as text), later ones follow in `others`.
 * `unread` is what a person must look at: the whole cell when it names no time, or a remainder that may be one.
 */
export function readDeadline(cell: string, known: KnownTimes = {}): { deadline: Deadline; others: Deadline[]; unread: string | null } {
  if (cell === '') return { deadline: { text: null, kind: 'none' }, others: [], unread: null };
  const whole = wholeCell(bare(cell), known);
  if (whole) return { deadline: { text: cell, ...whole }, others: [], unread: null };
  const [first, ...others] = findDeadlines(cell, known).deadlines;
  if (!first) return { deadline: { text: cell, kind: 'none' }, others: [], unread: cell };
  const unread = /[\d年月日季期前后起]/.test(besides(bare(cell), known, ({ term }) => term !== null)) ? cell : null;
  return { deadline: { ...first, text: cell }, others, unread };
}

/** Whether a text is a time and hardly anything else ("2021年10月底前完成"); a cadence opens many a task (每天冲洗) and has to stand alone. */
export function isTime(text: string): boolean {
  const words = bare(text);
  const rest = besides(words, {}, ({ term }) => term?.kind !== 'recurring');
  return (rest.length < words.length && rest.length <= 4) || (words !== '' && besides(words, {}, () => true) === '');
}

/** A time that is fixed by the content of another document (按通告确定的…时间): a person has to look it up. */
export function pointsOutside(deadline: Deadline): boolean {
  return deadline.kind === 'from_event' && /(?:确定|规定|明确)的/.test(deadline.event);
}

/** What only a column of deadlines may print: a day without 前, as a workbook keeps it too, or 长期. */
function wholeCell(cell: string, known: KnownTimes): Term | null {
  if (cell === '长期') return { kind: 'long_term' };
  const [day] = /^(?=.*[日号]$|\d{4}[-./])[^，。；\s]{4,16}/.exec(cell.replace(/[T ]\d{2}:\d{2}(?::\d{2})?$/, '')) ?? [];
  const span = day ? spanOf(day, { ...known, before: null }) : null;
  return span?.certain ? { kind: 'by_date', date: span.to } : null;
}

function besides(text: string, known: KnownTimes, counts: (found: Found) => boolean): string {
  const times = timesIn(text, known).filter(counts);
  return [...times, { from: text.length, to: 0 }].map(({ from }, at) => text.slice(times[at - 1]?.to ?? 0, from)).join('');
}

/** Full-width figures as figures, and no blank beside a Chinese character: there it is layout. */
function bare(text: string): string {
  return text
    .replace(/[０-９]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) - 0xfee0))
    .replace(/(?<=[\p{Script=Han}，。；：（）])\s+|\s+(?=[\p{Script=Han}，。；：（）])/gu, '');
}

function timesIn(text: string, known: KnownTimes): Found[] {
  const masked = text.replace(/《[^《》]{1,200}》/g, (title) => '·'.repeat(title.length));
  const matches = DEADLINE_FORMS.flatMap(({ pattern, read }) => [...masked.matchAll(pattern)].map((match) => ({ match, read })));
  // A stable sort keeps the order of precedence among forms that start together.
  matches.sort((a, b) => a.match.index - b.match.index);
  const found: Found[] = [];
  let around: Surroundings = { ...known, before: null };
  for (const { match, read } of matches) {
    const from = match.index;
    const to = from + match[0].length;
    if (from < (found.at(-1)?.to ?? 0)) continue;
    const term = read(match.groups ?? {}, around);
    around = { ...around, before: lastDayNamed(term) ?? around.before };
    found.push({ from, to, text: text.slice(from, to), term });
  }
  return found;
}

/** The day that a later date in the same sentence leans on for its year. */
function lastDayNamed(term: Term | null): string | null {
  if (term?.kind === 'by_date') return term.date;
  if (term?.kind === 'until_date') return term.to;
  if (term?.kind === 'window') return term.to ?? term.from;
  return null;
}
