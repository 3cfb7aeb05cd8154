import type { GroupWithRules } from '#directory';
import { PLAN_FILE_FORMAT, type PlanFile, type PlanFileDecision, type PlanFileGroup, type PlanFileMeasure } from '../file/plan-file.js';
import type { Assignment, Measure, PlanContent } from '../plan.js';
import { withResponsible } from '../publishing.js';
import type { Answer, PlanQuestion } from '../question.js';
import { settled } from '../settled.js';
import { said } from './deadline-words.js';
import { PHASE_TERMS } from './words.js';

/** A plan as it is kept; `published` plans have their answers frozen in them. */
export interface KeptPlan {
  readonly title: string;
  readonly issuer: string | null;
  readonly number: string | null;
  readonly issuedOn: string | null;
  readonly season: { readonly from: string; readonly to: string } | null;
  readonly published: boolean;
  readonly content: PlanContent;
}

/** Names of today by unit id; definitions of the groups that the plan names. */
export interface Names {
  readonly units: ReadonlyMap<string, string>;
  readonly groups: readonly GroupWithRules[];
}

/** The plan as a plan file: answers worked in, what is open as open decisions, groups with their rules. */
export function fileOfPlan({ published, content, ...head }: KeptPlan, questions: readonly PlanQuestion[], names: Names): PlanFile {
  const measures = content.measures.map((measure) => settled(measure, questions)).map((measure) => (published ? withResponsible(measure) : measure));
  const decided = decisionsOf(null, questions);
  return {
    format: PLAN_FILE_FORMAT,
    title: head.title,
    issuer: head.issuer ?? undefined,
    number: head.number ?? undefined,
    issuedOn: head.issuedOn ?? undefined,
    season: head.season ?? undefined,
    levels: content.levels.map((pair) => ({ ...pair })),
    clocks: structuredClone(content.clocks) as PlanFile['clocks'],
    parent: content.parent && { title: content.parent.title ?? undefined, number: content.parent.number ?? undefined },
    targets: content.targets?.map((target) => ({ ...target })),
    taskForces: content.taskForces?.map(({ name, lead, members }) => ({ name, lead: [...lead], members: [...members] })),
    groups: names.groups.map(groupOf),
    measures: measures.map((measure) => measureOf(measure, questions, names)),
    decided,
  };
}

function measureOf(measure: Measure, questions: readonly PlanQuestion[], names: Names): PlanFileMeasure {
  const named = (role: Assignment['role']): string[] => measure.assignments.filter((entry) => entry.role === role).map((entry) => nameOf(entry, names));
  return {
    no: measure.no,
    phase: measure.phase ?? undefined,
    path: [...measure.path],
    title: measure.title,
    requirement: measure.requirement,
    deadline: said(measure.deadline),
    otherDeadlines: measure.otherDeadlines.map(said),
    lead: named('lead'),
    responsible: named('responsible'),
    support: named('support'),
    levels: measure.levels ? [...measure.levels] : undefined,
    confirmWithinMinutes: measure.confirmMinutes ?? undefined,
    lines: measure.lines.map(({ no, slot, text, textEn, evidence, levels }) => ({
      no, slot: slot ?? undefined, text, en: textEn ?? undefined, evidence: [...evidence], levels: levels ? [...levels] : undefined,
    })),
    exemptions: measure.exemptions && [...measure.exemptions],
    cascade: measure.cascade,
    decided: [...decisionsOf(measure.no, questions), ...(measure.phase === null && !isAsked(measure.no, questions) ? [{ field: 'phase', reason: 'missing' } as const] : [])],
  };
}

/** Whoever the directory knows under the name of today; everybody else as printed, so that a question about these words still meets them. */
function nameOf({ unitId, groupId, name, raw }: Assignment, { units, groups }: Names): string {
  if (unitId !== null) return units.get(unitId) ?? name;
  return (groupId === null ? undefined : groups.find(({ id }) => id === groupId)?.name) ?? raw;
}

const groupOf = ({ name, rules }: GroupWithRules): PlanFileGroup => {
  const all = rules.map(({ kinds, attributes, units }) => ({ kinds: [...kinds], attributes: [...attributes], units: [...units] }));
  return all.length === 1 ? { name, ...all[0] } : { name, any: all };
};

/** A phase that nobody stated keeps a draft from being published; in the file it stands as the question that it is. */
const isAsked = (no: string, questions: readonly PlanQuestion[]): boolean => questions.some(({ measureNo, field, answer }) => measureNo === no && field === 'phase' && answer === null);

/** Missing lines and levels are asked about anew by every import, as long as they are missing. */
const decisionsOf = (measureNo: string | null, questions: readonly PlanQuestion[]): PlanFileDecision[] =>
  questions
    .filter((question) => question.measureNo === measureNo && (question.answer !== null || !/^no_/.test(question.reason)))
    .map(({ field, reason, raw, suggestion, answer, note }) => ({ field, reason, raw: raw ?? undefined, suggestion: suggestion ?? undefined, note: answer ? [...(note ?? answerWords(answer))].slice(0, 1_000).join('') : undefined }));

function answerWords(answer: Answer): string {
  switch (answer.how) {
    case 'named': return [...answer.units, ...answer.groups].map(({ name }) => name).join('、');
    case 'dated': return answer.date;
    case 'worded': return answer.text;
    case 'phased': return PHASE_TERMS.word(answer.phase);
    case 'dismissed': return '维持原样';
    case 'decided': return '文件里已定';
    case 'completed': return '已完善';
    case 'edited': return '已在编辑中改定';
  }
}
