import type { Assignment, Measure } from './plan.js';
import { isAbout, type NewQuestion, type PlanQuestion } from './question.js';
import type { DraftTask, DraftUnit, PlanDraft, Role } from './reading/draft.js';
import type { Book } from './unit-matching.js';

/**
 * Numbers that are unique within a plan: as printed, or `~` and the position in the document where a number is missing
 * or printed a second time.
 */
export function numbersOf(tasks: readonly Pick<DraftTask, 'no'>[]): string[] {
  const seen = new Set<string>();
  return tasks.map(({ no }, at) => {
    const unique = no !== null && !seen.has(no) ? no : `~${at + 1}`;
    seen.add(unique);
    return unique;
  });
}

/** Measures as the reader understood them, nobody looked up yet. */
export function measuresOf({ tasks }: PlanDraft): Measure[] {
  const numbers = numbersOf(tasks);
  return tasks.map((task, at) => ({
    no: numbers[at]!,
    phase: task.phase,
    path: task.path,
    title: titleOf(task),
    requirement: task.requirement,
    deadline: task.deadline,
    otherDeadlines: task.otherDeadlines,
    assignments: (['lead', 'responsible', 'support'] as const).flatMap((role) => task[role].map((unit) => assignmentOf(role, unit))),
    levels: task.levels,
    confirmMinutes: null,
    lines: [],
    ...(contributes(task) && { cascade: 'contributes' as const }),
    source: task.source,
  }));
}

/** 配合市局…, as the reader knows a row of the plan above, or 配合全市…: done here, answered for there. */
const contributes = ({ origin, requirement }: DraftTask): boolean => origin === 'parent' || /配合全[市省]/.test(requirement);

export const assignmentOf = (role: Role, { name, raw, open }: DraftUnit): Assignment => ({ role, name, raw, unitId: null, groupId: null, open: open ?? false });

/** The reader's questions, in the words of the plan. */
export const askedBy = ({ questions }: PlanDraft): NewQuestion[] =>
  questions.map(({ task, field, reason, raw, suggestion }) => ({ measureNo: task, field, reason, raw, suggestion, answer: null, note: null }));

/** Looks every name up. An open expression stays open even where a group of that name exists: a person has to say so. */
export function resolved(measure: Measure, book: Book): Measure {
  const lookUp = (entry: Assignment): Assignment => {
    const unit = book.unit(entry.name);
    return { ...entry, unitId: unit?.id ?? null, groupId: unit ? null : (book.group(entry.name)?.id ?? null) };
  };
  return { ...measure, assignments: measure.assignments.map(lookUp) };
}

/**
 * All questions of an import, numbered in document order: the reader's own, then units that the directory lacks, then
 * levels and lines that an emergency measure still needs. What is asked already is not asked twice.
 */
export function questionsOf(measures: readonly Measure[], asked: readonly NewQuestion[]): PlanQuestion[] {
  const known = new Set(measures.map(({ no }) => no));
  const ofDocument = asked.filter(({ measureNo }) => measureNo === null || !known.has(measureNo)).map((question) => ({ ...question, measureNo: null }));
  const ofMeasures = measures.flatMap((measure) => {
    const own = asked.filter(({ measureNo }) => measureNo === measure.no);
    return [...own, ...unknownUnits(measure, own), ...incomplete(measure)];
  });
  return [...ofMeasures, ...ofDocument].map((question, at) => ({ ...question, n: at + 1 }));
}

const unknownUnits = ({ no, assignments }: Measure, asked: readonly NewQuestion[]): NewQuestion[] =>
  assignments
    .filter((entry) => entry.unitId === null && entry.groupId === null && !asked.some((question) => isAbout(question, entry)))
    .map(({ role, raw }) => ({ measureNo: no, field: role, reason: 'unknown_unit', raw, suggestion: null, answer: null, note: null }));

export function incomplete({ no, phase, levels, lines }: Measure): NewQuestion[] {
  if (phase !== 'emergency') return [];
  const open = { measureNo: no, raw: null, suggestion: null, answer: null, note: null };
  return [
    ...(levels?.length ? [] : [{ ...open, field: 'levels', reason: 'no_levels' } as const]),
    ...(lines.length ? [] : [{ ...open, field: 'lines', reason: 'no_lines' } as const]),
  ];
}

/** The innermost heading without its number; a task without headings is called by its first clause. */
export function titleOf({ path, requirement }: Pick<DraftTask, 'path' | 'requirement'>): string {
  const heading = path.at(-1)?.replace(/^[（(]?[一二三四五六七八九十\d]+[)）.．、]\s*/, '').replace(/[。；：，]$/, '');
  const clause = /^[^，。；：]{1,30}/u.exec(requirement)?.[0];
  return [...(heading || clause || '—')].slice(0, 200).join('');
}
