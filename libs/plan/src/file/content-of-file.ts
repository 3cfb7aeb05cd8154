import { DEFAULT_CLOCKS, DEFAULT_LEVELS } from '../defaults.js';
import { ASSIGNMENT_ROLES, inLevelOrder, type Measure, type PlanContent } from '../plan.js';
import type { NewQuestion } from '../question.js';
import { deadlineFrom } from './deadline-terms.js';
import type { PlanFile, PlanFileDecision, PlanFileMeasure } from './plan-file.js';

/** A plan file as the plan keeps it, nobody looked up in the directory yet. */
export const contentOf = (file: PlanFile): PlanContent => ({
  levels: file.levels ?? DEFAULT_LEVELS,
  clocks: file.clocks ?? DEFAULT_CLOCKS,
  measures: file.measures.map(measureOf),
  ...(file.parent && { parent: { planId: null, title: file.parent.title ?? null, number: file.parent.number ?? null } }),
  ...(file.targets?.length && { targets: file.targets.map((target) => ({ ...target })) }),
  ...(file.taskForces?.length && { taskForces: file.taskForces.map(({ name, lead, members }) => ({ name, lead: lead ?? [], members: members ?? [] })) }),
});

const measureOf = (measure: PlanFileMeasure): Measure => ({
  no: measure.no,
  phase: measure.phase ?? null,
  path: measure.path,
  title: measure.title,
  requirement: measure.requirement,
  deadline: deadlineFrom(measure.deadline),
  otherDeadlines: (measure.otherDeadlines ?? []).map(deadlineFrom),
  assignments: ASSIGNMENT_ROLES.flatMap((role) => (measure[role] ?? []).map((name) => ({ role, name, raw: name, unitId: null, groupId: null, open: false }))),
  levels: measure.levels ? inLevelOrder(measure.levels) : null,
  confirmMinutes: measure.confirmWithinMinutes ?? null,
  lines: (measure.lines ?? []).map(({ no, slot, text, en, evidence, levels }) => ({
    no,
    slot: slot ?? null,
    text,
    textEn: en ?? null,
    evidence,
    levels: levels ? inLevelOrder(levels) : null,
  })),
  ...(measure.exemptions?.length && { exemptions: measure.exemptions }),
  ...(measure.cascade && { cascade: measure.cascade }),
  source: null,
});

/** Questions of the printed document: those answered before the file was written (worked into its measures already), and those without a note, still open. */
export const decidedIn = (file: PlanFile): NewQuestion[] => [
  ...file.measures.flatMap(({ no, decided }) => (decided ?? []).map((decision) => questionOf(no, decision))),
  ...(file.decided ?? []).map((decision) => questionOf(null, decision)),
];

const questionOf = (measureNo: string | null, { field, reason, raw, suggestion, note }: PlanFileDecision): NewQuestion => ({
  measureNo,
  field,
  reason,
  raw: raw ?? null,
  suggestion: suggestion ?? null,
  answer: note == null ? null : { how: 'decided' },
  note: note ?? null,
});
