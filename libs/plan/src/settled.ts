import type { Assignment, Measure } from './plan.js';
import { isAbout, type Answer, type PlanQuestion } from './question.js';
import type { Deadline, Role } from './reading/draft.js';

/**
 * A measure with the answers laid over what was read: the same answers always give the same measure, and an answer
 * that is taken back leaves no trace in it.
 */
export function settled(measure: Measure, questions: readonly PlanQuestion[]): Measure {
  const decided = questions.filter((question) => question.measureNo === measure.no).reduce(applied, measure);
  return { ...decided, assignments: once(decided.assignments) };
}

/** A lead without others carries the measure out itself: written down, so that nobody has to infer it later. */
export function withResponsible(measure: Measure): Measure {
  if (measure.assignments.some(({ role }) => role === 'responsible')) return measure;
  const leads = measure.assignments.filter(({ role }) => role === 'lead');
  return { ...measure, assignments: [...measure.assignments, ...leads.map((lead) => ({ ...lead, role: 'responsible' as const }))] };
}

function applied(measure: Measure, question: PlanQuestion): Measure {
  const { answer } = question;
  switch (answer?.how) {
    case 'named':
      return { ...measure, assignments: [...beside(measure, question), ...named(question, answer)] };
    case 'dismissed':
      return { ...measure, assignments: closed(measure, question) };
    case 'dated':
      return { ...measure, deadline: dated(measure.deadline, answer.date) };
    case 'worded':
      return worded(measure, question, answer.text);
    case 'phased':
      return { ...measure, phase: answer.phase };
    default:
      return measure;
  }
}

/** Named by a person: `raw` repeats the name, for it is printed nowhere. */
const named = ({ field }: PlanQuestion, { units, groups }: Extract<Answer, { how: 'named' }>): Assignment[] => [
  ...units.map(({ id, name }) => ({ role: field as Role, name, raw: name, unitId: id, groupId: null, open: false })),
  ...groups.map(({ id, name }) => ({ role: field as Role, name, raw: name, unitId: null, groupId: id, open: false })),
];

/** What stands beside the new names: everything else, and the unit after which an open list went on (工信局等). */
const beside = (measure: Measure, question: PlanQuestion): Assignment[] =>
  measure.assignments.flatMap((entry) => {
    if (!isAbout(question, entry)) return [entry];
    return question.reason === 'open_group' && entry.unitId !== null ? [{ ...entry, open: false }] : [];
  });

/** A dismissed question leaves what the directory knows and drops what nobody can be sent to. */
const closed = (measure: Measure, question: PlanQuestion): Assignment[] =>
  measure.assignments.flatMap((entry) => {
    if (!isAbout(question, entry)) return [entry];
    if (question.reason === 'open_group') return entry.unitId !== null || entry.groupId !== null ? [{ ...entry, open: false }] : [];
    return question.reason === 'unknown_unit' ? [] : [entry];
  });

/** A ban that was to be kept up stays one; everything else becomes a day by which it is done. */
const dated = ({ text, kind }: Deadline, date: string): Deadline => (kind === 'until_date' ? { text, kind, to: date } : { text, kind: 'by_date', date });

function worded(measure: Measure, { field }: PlanQuestion, text: string): Measure {
  if (field === 'requirement') return { ...measure, requirement: text };
  if (field === 'deadline') return { ...measure, deadline: { text: measure.deadline.text, kind: 'from_event', event: text } };
  return measure;
}

/** The same unit named twice in one role is one entry; the first stays. */
function once(entries: readonly Assignment[]): Assignment[] {
  const seen = new Set<string>();
  return entries.filter(({ role, unitId, groupId, name }) => {
    const key = `${role} ${unitId ?? ''} ${groupId ?? ''} ${unitId || groupId ? '' : name}`;
    return !seen.has(key) && seen.add(key);
  });
}
