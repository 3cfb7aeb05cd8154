import { holesOf, type Hole, type Reach } from './holes.js';
import { effectiveLevels } from './lines.js';
import type { Assignment, LadderStep, LevelPair, Measure, PlanContent, PlanState } from './plan.js';
import { PlanHasHoles, PlanNoLongerDraft, PlanNotReady, PublisherIsImporter } from './plan.refusals.js';
import type { PlanQuestion } from './question.js';
import { whatIsMissing } from './readiness.js';
import { settled, withResponsible } from './settled.js';

export { withResponsible };

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
  /** What it was published with, and why; both empty where nothing was found. */
  readonly holes: readonly Hole[];
  readonly reason: string | null;
}

type Kept = 'no' | 'path' | 'title' | 'requirement' | 'deadline' | 'levels' | 'confirmMinutes';
export type FrozenMeasure = Pick<Measure, Kept> & { phase: string; ordinal: number; exemptions: readonly string[] };
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

/** Whoever puts a plan in force; the reason is owed where a dry run finds holes, and kept only there. */
export interface Publisher {
  readonly id: string;
  readonly reason?: string;
}

/** 发布: refuses until nothing is missing, whoever imported the plan, and holes that nobody gives a reason for. */
export function publish(plan: PlanToPublish, questions: readonly PlanQuestion[], publisher: Publisher, reach: readonly Reach[], above: PlanContent | null = null): FrozenPlan {
  if (plan.state !== 'draft') throw new PlanNoLongerDraft(plan.state);
  if (plan.importedBy === publisher.id) throw new PublisherIsImporter();
  const missing = whatIsMissing(plan.content, questions);
  if (missing.length > 0) throw new PlanNotReady(missing);
  const holes = holesOf(plan.content, questions, reach, above);
  const reason = publisher.reason?.trim() || null;
  if (holes.length > 0 && reason === null) throw new PlanHasHoles(holes);
  return { ...frozen(plan.content, questions), holes, reason: holes.length > 0 ? reason : null };
}

function frozen({ measures, levels, clocks }: PlanContent, questions: readonly PlanQuestion[]): Omit<FrozenPlan, 'holes' | 'reason'> {
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
  const { no, phase, path, title, requirement, deadline, levels, confirmMinutes, exemptions = [] } = measure;
  const on = phase === 'emergency' ? { levels, confirmMinutes: confirmMinutes ?? confirmDefault } : { levels: null, confirmMinutes: null };
  return { no, ordinal, phase: phase!, path, title, requirement, deadline, exemptions, ...on };
}
