import { markOf } from '../editing.js';
import { effectiveLevels } from '../lines.js';
import type { Measure } from '../plan.js';
import type { QuestionEntity } from '../question.entity.js';
import type { PlanMeasureView, PlanQuestionView } from './views.js';

export type NameOf = (unitId: string) => string | undefined;

export const currentNames = (units: readonly { id: string; name: string }[]): NameOf => {
  const names = new Map(units.map(({ id, name }) => [id, name]));
  return (unitId) => names.get(unitId);
};

/** A settled measure as it is shown; units under the name they carry today. */
export const measureView = (measure: Measure, questions: readonly QuestionEntity[], nameOf: NameOf): PlanMeasureView => ({
  ...measure,
  exemptions: measure.exemptions ?? [],
  cascade: measure.cascade ?? null,
  mark: markOf(measure),
  assignments: measure.assignments.map((entry) => ({ ...entry, name: (entry.unitId && nameOf(entry.unitId)) || entry.name })),
  lines: measure.lines.map((line) => ({ ...line, levels: effectiveLevels(measure, line) })),
  questions: questions.filter(({ measureNo }) => measureNo === measure.no).map((question) => questionView(question, measure.title)),
});

export function questionView(question: QuestionEntity, measureTitle: string | null): PlanQuestionView {
  const { n, measureNo, field, reason, raw, suggestion, answer, note, answeredBy, answeredAt } = question;
  return { n, measureNo, measureTitle, field, reason, raw, suggestion, answer, note, answeredBy, answeredAt };
}
