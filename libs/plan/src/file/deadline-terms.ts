import { Choice, Count, CountList, Day, Part, Text } from '#platform';
import { PHASES } from '../plan.js';
import type { Deadline, Phase, Recurrence, Term } from '../reading/draft.js';

const FREQUENCIES = ['daily', 'weekly', 'twice_monthly', 'monthly', 'quarterly', 'half_yearly', 'yearly', 'continuous'] as const;
const DAY_KINDS = ['workdays', 'calendar'] as const;
const WEEKDAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'] as const;

export class RecurrenceTerms {
  @Choice(FREQUENCIES) freq!: NonNullable<Recurrence['freq']>;
  @Choice(WEEKDAYS, { optional: true }) byDay?: NonNullable<Recurrence['byDay']>;
  @Count({ optional: true, min: 1, max: 31 }) byMonthDay?: number;
  @Count({ optional: true, min: 1, max: 1000 }) timesAtLeast?: number;
  @Text({ optional: true, pattern: /^\d{2}:\d{2}$/ }) timeFrom?: string;
  @Text({ optional: true, pattern: /^\d{2}:\d{2}$/ }) timeTo?: string;
  @Count({ optional: true, min: 1, max: 720 }) everyHours?: number;
  @CountList({ optional: true, min: 1, max: 12, atMost: 12 }) months?: number[];
  @Count({ optional: true, min: -30, max: 30, about: 'Days that a due day off moves by; below zero is earlier' }) holidayShiftDays?: number;
  @Choice(DAY_KINDS, { optional: true, about: 'What the shift counts' }) dayKind?: NonNullable<Recurrence['dayKind']>;
}

/** 时限 as a file writes it: the kind, and the fields that belong to that kind. Days are inclusive. */
export class DeadlineTerms {
  @Choice(['by_date', 'until_date', 'during_phase', 'from_event', 'window', 'recurring', 'season', 'long_term', 'none']) kind!: Term['kind'];
  @Text({ optional: true, max: 2000 }) text?: string;
  @Day({ optional: true }) date?: string;
  @Day({ optional: true }) from?: string;
  @Day({ optional: true }) to?: string;
  @Choice(PHASES, { optional: true }) phase?: Phase;
  @Text({ optional: true, max: 200 }) event?: string;
  @Count({ optional: true, max: 3650 }) offsetDays?: number;
  @Part(() => RecurrenceTerms, { optional: true }) recurrence?: RecurrenceTerms;
}

type Field = Exclude<keyof DeadlineTerms, 'kind' | 'text'>;
const FIELDS: readonly Field[] = ['date', 'from', 'to', 'phase', 'event', 'offsetDays', 'recurrence'];

/** What each kind must carry, and what it may. */
const SHAPES: Record<Term['kind'], { readonly must: readonly Field[]; readonly may?: readonly Field[] }> = {
  by_date: { must: [], may: ['date', 'event'] },
  until_date: { must: ['to'], may: ['recurrence'] },
  during_phase: { must: ['phase'], may: ['recurrence'] },
  from_event: { must: ['event'], may: ['offsetDays'] },
  window: { must: ['from'], may: ['to', 'recurrence'] },
  recurring: { must: ['recurrence'] },
  season: { must: [], may: ['from', 'to', 'recurrence'] },
  long_term: { must: [], may: ['recurrence'] },
  none: { must: [] },
};

/** The rules a deadline breaks, as sentences; none when it says one certain thing. */
export function deadlineFaults(deadline: DeadlineTerms): string[] {
  const { must, may = [] } = SHAPES[deadline.kind];
  const given = FIELDS.filter((field) => deadline[field] !== undefined && deadline[field] !== null);
  return [
    ...must.filter((field) => !given.includes(field)).map((field) => `a deadline of kind ${deadline.kind} needs ${field}`),
    ...given.filter((field) => !must.includes(field) && !may.includes(field)).map((field) => `${field} does not belong to a deadline of kind ${deadline.kind}`),
    ...(deadline.kind === 'by_date' && !deadline.date && !deadline.event ? ['a deadline of kind by_date needs date or event'] : []),
    ...(deadline.from && deadline.to && deadline.from > deadline.to ? ['it ends before it begins'] : []),
  ];
}

/** As the plan keeps it. Its shape has been checked before. */
export function deadlineFrom({ kind, text, ...fields }: DeadlineTerms): Deadline {
  const carried = Object.fromEntries(FIELDS.flatMap((field) => (fields[field] === undefined ? [] : [[field, fields[field]]])));
  return { text: text ?? null, kind, ...(kind === 'by_date' ? { date: null } : {}), ...(kind === 'window' ? { to: null } : {}), ...carried } as Deadline;
}
