import { InputRefused } from '#platform';
import { checklistFaults } from './lines.js';
import { inLevelOrder, type EvidenceKind, type Measure, type PlanContent, type ResponseLevel } from './plan.js';
import { MeasureNotEmergency } from './plan.refusals.js';
import type { PlanQuestion } from './question.js';
import { settled } from './settled.js';

export interface Completion {
  readonly levels: readonly ResponseLevel[];
  readonly confirmMinutes?: number;
  readonly lines: readonly {
    readonly slot?: string;
    readonly text: string;
    readonly textEn?: string;
    readonly evidence: readonly EvidenceKind[];
    readonly levels?: readonly ResponseLevel[];
  }[];
}

/** The plan with levels and lines of one emergency measure written anew. Refused where they contradict each other. */
export function completed(content: PlanContent, questions: readonly PlanQuestion[], no: string, completion: Completion): PlanContent {
  const measures = content.measures.map((measure) => (measure.no === no ? completedMeasure(measure, questions, completion) : measure));
  return { ...content, measures };
}

function completedMeasure(measure: Measure, questions: readonly PlanQuestion[], { levels, confirmMinutes, lines }: Completion): Measure {
  if (settled(measure, questions).phase !== 'emergency') throw new MeasureNotEmergency(measure.no);
  const next: Measure = {
    ...measure,
    levels: inLevelOrder(levels),
    confirmMinutes: confirmMinutes ?? null,
    lines: lines.map(({ slot, text, textEn, evidence, levels: own }, at) => ({
      no: at + 1,
      slot: slot ?? null,
      text,
      textEn: textEn ?? null,
      evidence: [...new Set(evidence)],
      levels: own ? inLevelOrder(own) : null,
    })),
  };
  const faults = checklistFaults(next);
  if (faults.length > 0) throw new InputRefused(faults, faults[0]!.message);
  return next;
}
