import { addDays } from './calendar.js';
import type { KnownTimes } from './deadline-point.js';
import type { Deadline } from './draft.js';

/** The last day that a deadline names, null where it names none. */
export function lastDayOfDeadline(deadline: Deadline): string | null {
  if (deadline.kind === 'by_date') return deadline.date;
  if (deadline.kind === 'until_date') return deadline.to;
  return deadline.kind === 'window' ? deadline.to : null;
}

/**
 * 疑似笔误: a last day before the document was issued and before its season began was over when it was written down. A
 * plan of the season may well state what should already be done (10月底前 in November), so both must lie after it.
 * The suggestion is the same day a year later where the season holds it, else null.
 */
export function likelyMisprint(deadline: Deadline, { issuedOn, season }: KnownTimes): { suggestion: string | null } | null {
  const day = lastDayOfDeadline(deadline);
  if (!day || !issuedOn || day >= issuedOn || (season && day >= season.from)) return null;
  const later = sameDayNextYear(day);
  return { suggestion: season && later >= season.from && later <= season.to ? later : null };
}

/** A last day of February stays one. */
function sameDayNextYear(day: string): string {
  const [year, month] = day.split('-').map(Number) as [number, number];
  const follows = addDays(day, 1);
  const isLast = follows.slice(5, 7) !== day.slice(5, 7);
  if (!isLast || month !== 2) return `${year + 1}${day.slice(4)}`;
  return addDays(`${year + 1}-03-01`, -1);
}
