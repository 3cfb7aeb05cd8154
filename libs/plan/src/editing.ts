import { createHash } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { incomplete } from './drafting.js';
import { deadlineFrom, type DeadlineTerms } from './file/deadline-terms.js';
import { ASSIGNMENT_ROLES, type Assignment, type CascadeMark, type Measure } from './plan.js';
import type { Named, NewQuestion, PlanQuestion, QuestionField } from './question.js';
import { readDeadline, type KnownTimes } from './reading/deadline.js';
import type { Phase, Role } from './reading/draft.js';
import { settled } from './settled.js';

export interface NamedUnits {
  readonly units: readonly Named[];
  readonly groups: readonly Named[];
}

/** What the editor writes anew; whatever is absent stays as it is. */
export interface Edit {
  readonly title?: string;
  readonly requirement?: string;
  readonly phase?: Phase;
  readonly deadline?: DeadlineTerms;
  readonly otherDeadlines?: readonly DeadlineTerms[];
  /** A role that is given is written whole. */
  readonly units?: Readonly<Partial<Record<Role, NamedUnits>>>;
  readonly exemptions?: readonly string[];
  readonly cascade?: CascadeMark | 'none';
}

export interface Edited {
  readonly measure: Measure;
  /** Numbers of the questions that the new words settle, or that do not arise any more. */
  readonly settles: readonly number[];
  /** Questions that they raise. */
  readonly raises: readonly NewQuestion[];
}

/** What somebody looks at when he opens a measure: two forms of it with the same mark say the same. */
export const markOf = (settledMeasure: Measure): string => createHash('sha256').update(JSON.stringify(settledMeasure)).digest('base64url').slice(0, 16);

/**
 * A measure with fields written anew. What stands in it then is what was written: answers to the questions about these fields no longer apply,
 * and a deadline that the reader cannot read whole is kept as text with its question.
 */
export function edited(measure: Measure, questions: readonly PlanQuestion[], edit: Edit, known: KnownTimes): Edited {
  const own = questions.filter(({ measureNo }) => measureNo === measure.no);
  const before = settled(measure, own);
  const fields = new Set(writtenFields(edit));
  // A new phase decides whether there is anything to switch on at all.
  if (edit.phase && edit.phase !== before.phase) for (const field of ['levels', 'lines'] as const) fields.add(field);
  const next: Measure = {
    ...measure,
    ...(edit.title !== undefined && { title: edit.title }),
    ...(edit.requirement !== undefined && { requirement: edit.requirement }),
    ...(edit.phase !== undefined && phased(measure, edit.phase)),
    ...(edit.deadline && { deadline: deadlineFrom(edit.deadline) }),
    ...(edit.otherDeadlines && { otherDeadlines: edit.otherDeadlines.map(deadlineFrom) }),
    ...(edit.units && { assignments: assigned(measure.assignments, edit.units) }),
    ...(edit.exemptions && { exemptions: edit.exemptions }),
    ...(edit.cascade && { cascade: edit.cascade === 'none' ? undefined : edit.cascade }),
  };
  const settles = own.filter(({ field }) => fields.has(field)).map(({ n }) => n);
  const raises = [...(edit.deadline ? unread(measure.no, edit.deadline, known) : []), ...(edit.phase && edit.phase !== before.phase ? incomplete(next) : [])];
  return { measure: next, settles, raises };
}

const writtenFields = ({ requirement, phase, deadline, units = {} }: Edit): QuestionField[] => [
  ...(requirement === undefined ? [] : ['requirement' as const]),
  ...(phase === undefined ? [] : ['phase' as const]),
  ...(deadline === undefined ? [] : ['deadline' as const]),
  ...ASSIGNMENT_ROLES.filter((role) => units[role] !== undefined),
];

/** Levels and lines belong to emergency measures alone. */
const phased = (measure: Measure, phase: Phase): Partial<Measure> => ({ phase, ...(phase !== 'emergency' && measure.phase !== phase && { levels: null, confirmMinutes: null, lines: [] }) });

const assigned = (before: readonly Assignment[], units: NonNullable<Edit['units']>): Assignment[] =>
  ASSIGNMENT_ROLES.flatMap((role) => {
    const written = units[role];
    if (!written) return before.filter((entry) => entry.role === role);
    return [
      ...written.units.map(({ id, name }) => ({ role, name, raw: name, unitId: id, groupId: null, open: false })),
      ...written.groups.map(({ id, name }) => ({ role, name, raw: name, unitId: null, groupId: id, open: false })),
    ];
  });

/** A question only where the terms are the reader's own: whoever corrected its reading has decided. */
function unread(no: string, { text, ...terms }: DeadlineTerms, known: KnownTimes): NewQuestion[] {
  if (!text) return [];
  const read = readDeadline(text, known);
  const { text: _, ...theirs } = JSON.parse(JSON.stringify(read.deadline, (_key, value: unknown) => value ?? undefined)) as DeadlineTerms;
  if (read.unread === null || !isDeepStrictEqual(theirs, JSON.parse(JSON.stringify(terms)))) return [];
  return [{ measureNo: no, field: 'deadline', reason: 'unreadable', raw: read.unread, suggestion: null, answer: null, note: null }];
}
