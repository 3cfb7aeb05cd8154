import type { FieldFault } from '#platform';
import { checklistFaults } from './lines.js';
import type { Assignment, LevelPair, Measure, PlanContent } from './plan.js';
import type { PlanQuestion } from './question.js';
import { settled } from './settled.js';

/**
 * Everything that stands between a draft and publishing, each at its measure and field; empty when it is ready.
 * A document stays a draft until every question has an answer and every measure somebody who carries it out.
 */
export function whatIsMissing(content: PlanContent, questions: readonly PlanQuestion[]): FieldFault[] {
  const measures = content.measures.map((measure) => settled(measure, questions));
  const emergency = measures.filter(({ phase }) => phase === 'emergency');
  const asked = openQuestions(questions);
  const gaps = [
    ...levelFaults(content.levels, emergency),
    ...measures.flatMap((measure) => [...measureFaults(measure), ...(measure.phase === 'emergency' ? checklistFaults(measure) : [])]),
    ...(emergency.length > 0 ? [] : [NO_EMERGENCY]),
  ];
  // An open question and the gap it asks about are one thing to do.
  return [...asked, ...gaps.filter((gap) => !asked.some(({ field, code }) => field === gap.field && code === gap.code))];
}

const NO_EMERGENCY: FieldFault = {
  field: 'measures',
  code: 'no_emergency',
  message: 'No measure is of the emergency phase: with this plan in force a warning would switch nothing on.',
};

/** Lines and levels are judged at the measure itself; their questions would say the same twice. */
const openQuestions = (questions: readonly PlanQuestion[]): FieldFault[] =>
  questions
    .filter(({ answer, field }) => answer === null && field !== 'lines' && field !== 'levels')
    .map(({ n, measureNo, field, reason }) => ({
      field: measureNo === null ? `questions.${n}` : `measures.${measureNo}.${field}`,
      code: reason,
      message: `Question ${n} waits for an answer: ${measureNo === null ? 'the document' : `measure ${measureNo}`}, ${field}, ${reason}.`,
    }));

/** Each warning switches on one response, and every response level that a measure names can be reached. */
export function levelFaults(levels: readonly LevelPair[], emergency: readonly Pick<Measure, 'no' | 'levels'>[] = []): FieldFault[] {
  const reached = levels.map(({ response }) => response);
  const twice = (values: readonly string[]) => [...new Set(values.filter((value, at) => values.indexOf(value) !== at))];
  return [
    ...twice(levels.map(({ warning }) => warning)).map((warning) => duplicate(`The warning ${warning} is joined to two response levels.`)),
    ...twice(reached).map((response) => duplicate(`Two warnings switch on response level ${response}.`)),
    ...emergency.flatMap(({ no, levels: named }) =>
      (named ?? [])
        .filter((level) => !reached.includes(level))
        .map((level) => ({ field: `measures.${no}.levels`, code: 'level', message: `Measure ${no}: no warning switches on response level ${level}.` })),
    ),
  ];
}

const duplicate = (message: string): FieldFault => ({ field: 'levels', code: 'duplicate', message });

function measureFaults(measure: Measure): FieldFault[] {
  const { no } = measure;
  const carriesOut = measure.assignments.some(({ role }) => role === 'responsible' || role === 'lead');
  return [
    ...(measure.phase === null ? [{ field: `measures.${no}.phase`, code: 'missing', message: `Measure ${no}: its phase is not stated.` }] : []),
    ...(measure.requirement.trim() === '' ? [{ field: `measures.${no}.requirement`, code: 'missing', message: `Measure ${no}: it requires nothing.` }] : []),
    ...(carriesOut ? [] : [{ field: `measures.${no}.responsible`, code: 'missing', message: `Measure ${no}: nobody carries it out.` }]),
    ...measure.assignments.flatMap((entry) => assignmentFault(no, entry)),
  ];
}

function assignmentFault(no: string, { role, raw, name, unitId, groupId, open }: Assignment): FieldFault[] {
  const field = `measures.${no}.${role}`;
  if (open) return [{ field, code: 'open_group', message: `Measure ${no}: ${raw} does not say which units.` }];
  if (unitId === null && groupId === null) return [{ field, code: 'unknown_unit', message: `Measure ${no}: ${name} is not in the directory.` }];
  return [];
}
