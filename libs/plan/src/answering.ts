import type { FieldFault } from '#platform';
import type { PlanContent } from './plan.js';
import { AnswerDoesNotSettle } from './plan.refusals.js';
import { isAbout, type Answer, type Named, type PlanQuestion, type QuestionField } from './question.js';
import type { Phase } from './reading/draft.js';
import { settled } from './settled.js';

/** An answer as a person gave it; exactly one way of answering may be used. */
export interface AnswerGiven {
  readonly units: readonly Named[];
  readonly groups: readonly Named[];
  readonly text?: string;
  readonly date?: string;
  readonly phase?: Phase;
  readonly dismiss?: boolean;
  readonly note?: string;
}

const ROLE_WAYS = ['named', 'dismissed'] as const;
/** Which answers settle a question about which field. Lines and levels are not answered but written. */
const SETTLES: Record<QuestionField, readonly Answer['how'][]> = {
  lead: ROLE_WAYS,
  responsible: ROLE_WAYS,
  support: ROLE_WAYS,
  deadline: ['dated', 'worded', 'dismissed'],
  phase: ['phased'],
  requirement: ['worded', 'dismissed'],
  no: ['worded', 'dismissed'],
  row: ['worded', 'dismissed'],
  column: ['worded', 'dismissed'],
  document: ['worded', 'dismissed'],
  levels: [],
  lines: [],
};

const ASKS_FOR: Record<Answer['how'], string> = {
  named: 'units or groups',
  dated: 'a date',
  worded: 'a text',
  phased: 'a phase',
  dismissed: 'a dismissal with its note',
  decided: 'the plan file',
  completed: 'levels and lines',
  edited: 'the editor',
};

/** The one way in which this answers. */
export function answerOf({ units, groups, text, date, phase, dismiss, note }: AnswerGiven): Answer {
  const ways: Answer[] = [
    ...(units.length + groups.length > 0 ? [{ how: 'named', units, groups } as const] : []),
    ...(date === undefined ? [] : [{ how: 'dated', date } as const]),
    ...(text === undefined ? [] : [{ how: 'worded', text } as const]),
    ...(phase === undefined ? [] : [{ how: 'phased', phase } as const]),
    ...(dismiss ? [{ how: 'dismissed' } as const] : []),
  ];
  if (ways.length !== 1) throw refused('answer', 'one_way', 'Answer in exactly one way: units and groups, a text, a date, a phase, or a dismissal.');
  if (dismiss && !note) throw refused('note', 'missing', 'A dismissal needs a note that says why.');
  return ways[0]!;
}

const refused = (field: string, code: string, message: string) => new AnswerDoesNotSettle([{ field, code, message }]);

/** Why this answer would leave questions of these numbers open, each fault at its question; none when it settles them all. */
export function unsettledBy(answer: Answer, content: PlanContent, questions: readonly PlanQuestion[], numbers: readonly number[]): FieldFault[] {
  const after = questions.map((question) => (numbers.includes(question.n) ? { ...question, answer } : question));
  return questions.filter(({ n }) => numbers.includes(n)).flatMap((question) => unsettled(content, after, question, answer));
}

function unsettled(content: PlanContent, after: readonly PlanQuestion[], question: PlanQuestion, answer: Answer): FieldFault[] {
  const { n, field } = question;
  const fault = (code: string, message: string): FieldFault[] => [{ field: `questions.${n}`, code, message: `Question ${n}: ${message}` }];
  if (SETTLES[field].length === 0) return fault('complete_measure', 'levels and lines are written by completing the measure.');
  if (question.answer?.how === 'decided') return fault('decided_in_file', 'the plan file came with this answer; correct the file and import it again.');
  if (question.answer?.how === 'edited') return fault('written_in_editor', 'the field was written anew in the editor since; change it there.');
  if (!SETTLES[field].includes(answer.how)) {
    return fault('other_answer', `about ${field} this is settled by ${SETTLES[field].map((how) => ASKS_FOR[how]).join(' or ')}.`);
  }
  const measure = content.measures.find(({ no }) => no === question.measureNo);
  if (!measure) return [];
  const { assignments } = settled(measure, after);
  const unknown = assignments.filter((entry) => isAbout(question, entry) && (entry.open || (entry.unitId === null && entry.groupId === null)));
  if (unknown.length > 0) return fault('unknown_unit', `${unknown.map(({ raw }) => raw).join(', ')} cannot be sent to; name the units that take it over.`);
  const carriesOut = assignments.some(({ role }) => role === 'responsible' || role === 'lead');
  if (field === 'responsible' && !carriesOut) return fault('nobody', 'without a lead nobody would carry the measure out; name a lead first.');
  return [];
}
