import { effectiveLevels } from './lines.js';
import type { Assignment, LadderStep, LevelPair, Measure, PlanContent, PlanState } from './plan.js';
import { PlanNoLongerDraft, PlanNotReady, PublisherIsImporter } from './plan.refusals.js';
import type { PlanQuestion } from './question.js';
import { whatIsMissing } from './readiness.js';
import { settled } from './settled.js';

export interface PlanToPublish {
  readonly state: PlanState;
  readonly importedBy: string;
  readonly content: PlanContent;
}

/** The rows of a version as they will stand for ever: answers worked in, defaults written out, one order of lines. */
export interface FrozenPlan {
  readonly measures: readonly FrozenMeasure[];
  readonly lines: readonly FrozenLine[];
  readonly assignments: readonly FrozenAssignment[];
  readonly levels: readonly LevelPair[];
  readonly clocks: readonly { clock: string; withinMinutes: number; ladder: readonly LadderStep[] }[];
}

type Kept = 'no' | 'path' | 'title' | 'requirement' | 'deadline' | 'levels' | 'confirmMinutes';
export type FrozenMeasure = Pick<Measure, Kept> & { phase: string; ordinal: number };
export interface FrozenLine {
  readonly measureNo: string;
  readonly lineNo: number;
  readonly ordinal: number;
  readonly slot: string | null;
  readonly text: string;
  readonly textEn: string | null;
  readonly evidence: readonly string[];
  readonly levels: readonly string[];
}
export type FrozenAssignment = Pick<Assignment, 'role' | 'unitId' | 'groupId'> & { measureNo: string; n: number; raw: string };

/** 发布: refuses until nothing is missing, and refuses whoever imported the plan. */
export function publish(plan: PlanToPublish, questions: readonly PlanQuestion[], publisherId: string): FrozenPlan {
  if (plan.state !== 'draft') throw new PlanNoLongerDraft(plan.state);
  if (plan.importedBy === publisherId) throw new PublisherIsImporter();
  const missing = whatIsMissing(plan.content, questions);
  if (missing.length > 0) throw new PlanNotReady(missing);
  return frozen(plan.content, questions);
}

/** A lead without others carries the measure out itself: written down, so that nobody has to infer it later. */
export function withResponsible(measure: Measure): Measure {
  if (measure.assignments.some(({ role }) => role === 'responsible')) return measure;
  const leads = measure.assignments.filter(({ role }) => role === 'lead');
  return { ...measure, assignments: [...measure.assignments, ...leads.map((lead) => ({ ...lead, role: 'responsible' as const }))] };
}

function frozen({ measures, levels, clocks }: PlanContent, questions: readonly PlanQuestion[]): FrozenPlan {
  const final = measures.map((measure) => withResponsible(settled(measure, questions)));
  const emergency = final.filter(({ phase }) => phase === 'emergency');
  return {
    levels,
    clocks: [
      { clock: 'acknowledge', ...clocks.acknowledge },
      { clock: 'confirm', ...clocks.confirm },
      { clock: 'stand_down', ...clocks.standDown },
    ],
    measures: final.map((measure, at) => frozenMeasure(measure, at + 1, clocks.confirm.withinMinutes)),
    lines: emergency.flatMap(frozenLines).map((line, at) => ({ ...line, ordinal: at + 1 })),
    assignments: final.flatMap(({ no: measureNo, assignments }) =>
      assignments.map(({ role, unitId, groupId, raw }, at) => ({ measureNo, n: at + 1, role, unitId, groupId, raw })),
    ),
  };
}

const frozenLines = (measure: Measure): Omit<FrozenLine, 'ordinal'>[] =>
  measure.lines.map((line) => ({
    measureNo: measure.no,
    lineNo: line.no,
    slot: line.slot,
    text: line.text,
    textEn: line.textEn,
    evidence: line.evidence,
    levels: effectiveLevels(measure, line),
  }));

function frozenMeasure(measure: Measure, ordinal: number, confirmDefault: number): FrozenMeasure {
  const { no, phase, path, title, requirement, deadline, levels, confirmMinutes } = measure;
  const on = phase === 'emergency' ? { levels, confirmMinutes: confirmMinutes ?? confirmDefault } : { levels: null, confirmMinutes: null };
  return { no, ordinal, phase: phase!, path, title, requirement, deadline, ...on };
}
