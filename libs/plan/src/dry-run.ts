import { holesOf, type Hole, type Reach } from './holes.js';
import type { PlanContent } from './plan.js';
import type { PlanQuestion } from './question.js';
import { whatIsMissing } from './readiness.js';

/** One thing that a dry run found. */
export type Finding = Omit<Hole, 'code'> & { readonly code: string };

/** 试运行: `missing` forbids publishing, `holes` ask for a reason. Both are empty for a plan that is simply published. */
export interface DryRun {
  readonly missing: readonly Finding[];
  readonly holes: readonly Finding[];
}

export const dryRun = (content: PlanContent, questions: readonly PlanQuestion[], reach: readonly Reach[], above: PlanContent | null = null): DryRun => ({
  missing: whatIsMissing(content, questions).map((fault) => ({ ...fault, todo: WHAT_TO_DO[fault.code] ?? ANSWER, measures: measureIn(fault.field), subject: null, units: [] })),
  holes: holesOf(content, questions, reach, above),
});

const measureIn = (field: string): string[] => /^measures\.([^.]+)\./.exec(field)?.slice(1) ?? [];

const ANSWER = 'Answer the question that the document leaves open.';
const COMPLETE = 'Complete the measure: levels, lines, evidence.';
/** By code of the fault; whatever else is missing is asked about by a question. */
const WHAT_TO_DO: Readonly<Record<string, string>> = {
  unknown_unit: 'Name a unit of the directory, or have this one registered.',
  open_group: 'Say which units are meant.',
  no_emergency: 'Give at least one measure the emergency phase.',
  no_levels: COMPLETE,
  no_lines: COMPLETE,
  no_evidence: COMPLETE,
  never_on: COMPLETE,
  slot_overlap: COMPLETE,
  duplicate: 'Join each warning to one response level of its own.',
};
