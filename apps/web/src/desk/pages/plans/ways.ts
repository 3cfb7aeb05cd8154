import type { PlanQuestionField, PlanQuestionReason, PlanQuestionView } from '../../../core/api';

export type Way = 'named' | 'dated' | 'worded' | 'phased' | 'dismissed';

/** Which answers settle a question about which field; levels and lines are written, not answered. */
export function waysOf(field: PlanQuestionField): readonly Way[] {
  if (field === 'lead' || field === 'responsible' || field === 'support') return ['named', 'dismissed'];
  if (field === 'deadline') return ['dated', 'worded', 'dismissed'];
  if (field === 'phase') return ['phased'];
  return field === 'levels' || field === 'lines' ? [] : ['worded', 'dismissed'];
}

/** Questions that ask the same about the same words: they may be answered together. */
export interface Alike {
  readonly key: string;
  readonly field: PlanQuestionField;
  readonly reason: PlanQuestionReason;
  readonly raw: string | null;
  readonly questions: PlanQuestionView[];
}

/** Open ones first, then in the order of the document. */
export function alike(questions: readonly PlanQuestionView[]): Alike[] {
  const groups = new Map<string, Alike>();
  for (const question of questions) {
    const { field, reason, raw, answer } = question;
    const key = answer === null ? `${field} ${reason} ${raw ?? '∅'}` : `answered ${question.n}`;
    const group = groups.get(key) ?? { key, field, reason, raw, questions: [] };
    group.questions.push(question);
    groups.set(key, group);
  }
  const isAnswered = ({ questions: [one] }: Alike): number => Number(one!.answer !== null);
  return [...groups.values()].sort((a, b) => isAnswered(a) - isAnswered(b));
}
