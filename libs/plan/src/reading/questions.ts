import { pointsOutside } from './deadline.js';
import { bodiesOrdered } from './doers.js';
import type { DraftTask, DraftUnit, Question, QuestionField, QuestionReason, Role } from './draft.js';
import { wholeNames, type WholeNames } from './cut-names.js';
import type { Line } from './passage.js';
import { cellText, isVoid, type TaskRead } from './task-row.js';
import { passageOfCell, wordsOf } from './table-cells.js';
import { dutyOf, isOfAnotherTier, ownTierOf, type Tier } from './unit-level.js';

const ROLES: readonly Role[] = ['lead', 'support', 'responsible'];

interface Plan {
  readonly reads: readonly TaskRead[];
  readonly own: Tier | null;
  readonly wholeNames: WholeNames;
}

/**
 * Everything in the rows of one table that a person must decide, row by row in printed order. A task whose number is
 * missing or stands twice is named by its line.
 */
export function questionsAbout(reads: readonly TaskRead[], lines: readonly Line[]): Question[] {
  const plan: Plan = { reads, wholeNames: wholeNames(lines), own: ownTierOf(reads.flatMap(({ units }) => units.map(({ unit }) => unit.name))) };
  const seen = new Set<string | null>([null]);
  let counted = new Set<string | null>([null]);
  return reads.flatMap((read, index) => {
    if (startsAgain(read, reads[index - 1])) counted = new Set([null]);
    const repeated = counted.has(read.task.no);
    const place = seen.has(read.task.no) ? { line: read.task.source.from } : {};
    seen.add(read.task.no);
    counted.add(read.task.no);
    return [
      ...(read.opensRow ? aboutRow(read, repeated) : []),
      ...ROLES.flatMap((role) => aboutUnits(plan, index, role)),
      ...aboutDeadline(read),
      ...aboutRequirement(plan, read),
    ].map((question) => ({ ...question, ...place }));
  });
}

/** Numbers that begin again at 1 under another heading or in another table are no misprint of a number. */
function startsAgain({ task, opensRow }: TaskRead, before: TaskRead | undefined): boolean {
  return opensRow && task.no === '1' && before !== undefined && Number(before.task.no) > 1 && String(before.task.path[0]) !== String(task.path[0]);
}

function ask(
  task: DraftTask,
  field: QuestionField,
  reason: QuestionReason,
  raw: string | null,
  suggestion: string | null = null,
): Question {
  return { task: task.no, field, reason, raw, suggestion };
}

function aboutRow({ task, row, unread }: TaskRead, repeated: boolean): Question[] {
  const printed = row.cells.map((cell) => passageOfCell(cell).text).join(' | ');
  return [
    ...(row.fit === 'short' ? [ask(task, 'row', 'truncated', printed)] : []),
    ...(row.fit === 'long' ? [ask(task, 'row', 'unreadable', printed)] : []),
    ...(row.fit === 'shifted' ? [ask(task, 'column', 'ambiguous', row.unsettled.map(wordsOf).filter((words) => words !== '').join(' | '))] : []),
    ...(unread.levels === null ? [] : [ask(task, 'levels', isVoid(unread.levels) ? 'missing' : 'unreadable', unread.levels)]),
    ...(repeated && row.columns.has('no') ? [ask(task, 'no', task.no === null ? 'missing' : 'duplicate', task.no ?? printed)] : []),
    ...row.others.map(({ heading, cell }) =>
      ask(task, 'column', 'unreadable', `${heading ?? ''}：${passageOfCell(cell).text}`),
    ),
  ];
}

/**
 * A role whose column the table has but whose cell names nobody is `missing`; support is voluntary. "各乡镇街配合" under
 * 责任单位 leaves the responsible unit missing, and the printed text stands in `raw`.
 */
function aboutUnits(plan: Plan, index: number, role: Role): Question[] {
  const { task, row, units } = plan.reads[index]!;
  const printed = row.at.has(role) ? cellText(row, role).text : null;
  const missing = role !== 'support' && row.columns.has(role) && task[role].length === 0;
  return [
    ...(missing ? [ask(task, role, 'missing', printed, neighbour(plan, index, role))] : []),
    ...units
      .filter((read) => read.role === role)
      .flatMap(({ unit, recognised }) => [
        ...(recognised ? [] : [aboutWords(plan, task, role, unit)]),
        ...(unit.open ? [ask(task, role, 'open_group', unit.raw)] : []),
        ...(isOfAnotherTier(unit.name, plan.own) ? [ask(task, role, 'level', unit.raw, sameDuty(plan, unit.name))] : []),
      ]),
  ];
}

/** Words that look like no unit; where the document names an office that begins with them, their end was cut off. */
function aboutWords({ wholeNames }: Plan, task: DraftTask, role: Role, { raw, name }: DraftUnit): Question {
  const whole = wholeNames(name);
  if (!whole) return ask(task, role, 'unreadable', raw);
  return ask(task, role, 'truncated', raw, `${whole.name}（依据：第${whole.line}行有此单位，此处末尾缺字）`);
}

/**
 * On a page that lost its merged cells, an empty unit cell may be merged with the row above or below. A suggestion only
 * where one of them alone can be meant.
 */
function neighbour({ reads }: Plan, index: number, role: Role): string | null {
  const { row: { fit, page } } = reads[index]!;
  if (fit !== 'shifted') return null;
  const named = (step: 1 | -1) => {
    let at = index;
    while (reads[at]?.row.page === page && reads[at]!.task[role].length === 0) at += step;
    return reads[at]?.row.page === page ? reads[at]!.task[role].map(({ name }) => name).join('、') : null;
  };
  const [above, below] = [named(-1), named(1)];
  const only = above !== null && below !== null && above !== below ? null : (above ?? below);
  return only && `${only}（依据：本页相邻行列有此单位，合并单元格的边界已丢失）`;
}

function aboutDeadline({ task, row, unread }: TaskRead): Question[] {
  const printed = row.at.has('deadline') ? cellText(row, 'deadline').text : null;
  return [
    ...(row.columns.has('deadline') && isVoid(printed ?? '') ? [ask(task, 'deadline', 'missing', printed)] : []),
    ...(unread.deadline === null ? [] : [ask(task, 'deadline', 'unreadable', unread.deadline)]),
    ...(pointsOutside(task.deadline) ? [ask(task, 'deadline', 'outside_reference', task.deadline.text)] : []),
  ];
}

function aboutRequirement({ own }: Plan, { task, row, unread }: TaskRead): Question[] {
  const printed = row.at.has('requirement') ? task.requirement : null;
  const others = bodiesOrdered(task.requirement).filter((body) => isOfAnotherTier(body, own));
  return [
    ...(isVoid(task.requirement) ? [ask(task, 'requirement', 'missing', printed)] : []),
    ...unread.requirement.map((time) => ask(task, 'requirement', 'unreadable', time)),
    ...(others.length > 0 ? [ask(task, 'requirement', 'level', others.join('；'))] : []),
  ];
}

/** The plan's own office with the same duty, offered with its ground: the first row that names it. */
function sameDuty({ reads, own }: Plan, name: string): string | null {
  const duty = dutyOf(name);
  if (duty === null) return null;
  for (const { task, units } of reads) {
    const office = units.find(({ unit }) => dutyOf(unit.name) === duty && !isOfAnotherTier(unit.name, own));
    if (office && task.no !== null) return `${office.unit.name}（依据：本表第${task.no}项列有此单位，职能相同）`;
  }
  return null;
}
