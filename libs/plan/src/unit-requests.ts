import type { PlanContent } from './plan.js';
import { isAbout, type PlanQuestion } from './question.js';

export interface NameLacking {
  readonly name: string;
  /** Numbers of the measures that name it. */
  readonly measures: readonly string[];
}

/** Names that open questions look for in the directory, with the measures that name them; open lists (相关部门) are no units. */
export function namesLacking({ measures }: PlanContent, questions: readonly PlanQuestion[]): NameLacking[] {
  const entries = new Map(measures.map(({ no, assignments }) => [no, assignments]));
  const names = new Map<string, string[]>();
  for (const question of questions) {
    if (question.answer !== null || question.reason !== 'unknown_unit' || question.measureNo === null) continue;
    const entry = entries.get(question.measureNo)?.find((one) => isAbout(question, one));
    if (entry && !entry.open) names.set(entry.name, [...(names.get(entry.name) ?? []), question.measureNo]);
  }
  return [...names].map(([name, nos]) => ({ name, measures: [...new Set(nos)] }));
}
