import { DEADLINE_FORMS } from './deadline-forms.js';
import type { Deadline, Term } from './draft.js';

/** The times found in a text, in printed order, each meaning once; `unread` holds time expressions that name no day. */
export interface TimesRead {
  deadlines: Deadline[];
  unread: string[];
}

interface Found {
  from: number;
  to: number;
  term: Term | null;
}

/** Every time expression of a sentence. Titles in 《》 name documents, not times. */
export function findDeadlines(sentence: string): TimesRead {
  const seen = new Set<string>();
  const deadlines: Deadline[] = [];
  const unread: string[] = [];
  for (const { from, to, term } of timesIn(sentence)) {
    const text = sentence.slice(from, to);
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
export function readDeadline(cell: string): { deadline: Deadline; others: Deadline[]; unread: string | null } {
  if (cell === '') return { deadline: { text: null, kind: 'none' }, others: [], unread: null };
  const [first, ...others] = findDeadlines(cell).deadlines;
  if (!first) return { deadline: { text: cell, kind: 'none' }, others: [], unread: cell };
  const unread = /[\d年月日季期前后起]/.test(besidesTimes(cell)) ? cell : null;
  return { deadline: { ...first, text: cell }, others, unread };
}

/** Whether a text is a time and hardly anything else ("2021年10月底前完成"). */
export function isTime(text: string): boolean {
  const rest = besidesTimes(text);
  return rest.length < text.length && rest.length <= 4;
}

function besidesTimes(text: string): string {
  const times = timesIn(text).filter(({ term }) => term !== null);
  return times.reduceRight((rest, { from, to }) => rest.slice(0, from) + rest.slice(to), text);
}

/** A time that is fixed by the content of another document (按通告确定的…时间): a person has to look it up. */
export function pointsOutside(deadline: Deadline): boolean {
  return deadline.kind === 'from_event' && /(?:确定|规定|明确)的/.test(deadline.event);
}

function timesIn(text: string): Found[] {
  const masked = text.replace(/《[^《》]{1,200}》/g, (title) => '·'.repeat(title.length));
  const found = DEADLINE_FORMS.flatMap(({ pattern, read }) =>
    [...masked.matchAll(pattern)].map(
      (match): Found => ({ from: match.index, to: match.index + match[0].length, term: read(match.groups ?? {}) }),
    ),
  );
  // A stable sort keeps the order of precedence among forms that start together.
  found.sort((a, b) => a.from - b.from);
  let end = 0;
  return found.filter(({ from, to }) => {
    const free = from >= end;
    if (free) end = to;
    return free;
  });
}
