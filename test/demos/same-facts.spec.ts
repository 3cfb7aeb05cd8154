import { readdirSync } from 'node:fs';
import { parse } from 'yaml';
import { readDemo } from '../../apps/standalone/src/demo/demo-file.js';
import type { PlanFileMeasure } from '../../libs/plan/src/file/plan-file.js';
import { readPlan, type DraftTask, type Role } from '../../libs/plan/src/reading/index.js';
import { NO_ORIGINALS, originalPlan } from '../harness/plan-expectations.js';

const ROLES: readonly Role[] = ['lead', 'support', 'responsible'];
/** Each demo, the document it follows, and its measures that the reader makes no task of: they name nobody, or are ours (应). */
const PAIRS: readonly [demo: string, original: string, beside: RegExp][] = [
  ['yunling', '001_44e846a970a80af0.txt', /^(?:应\d+|保[234])$/],
  ['heqing', '002_a951d0e5197a0480.txt', /^(?:应\d+|保[45])$/],
];

/** What a measure says otherwise than the task it follows, and no decision explains. */
function unexplained(task: DraftTask, { no, title, requirement, deadline, decided = [], ...measure }: PlanFileMeasure): string[] {
  const isDecided = (field: string): boolean => decided.some((one) => one.field === field);
  const figures = task.quantities.filter(({ value }) => !`${title}${requirement}`.includes(String(value))).map(({ op, value, unit }) => `${no}: ${op} ${value} ${unit} is lost`);
  const roles = ROLES.filter((role) => task[role].length !== (measure[role] ?? []).length && !isDecided(role)).map((role) => `${no}: ${role} ${task[role].length} became ${measure[role]?.length ?? 0}`);
  const printed = task.deadline.kind === 'by_date' ? (task.deadline.date ?? null) : null;
  const date = task.deadline.kind === deadline.kind && (deadline.date ?? null) === printed;
  return [...figures, ...roles, ...(date || isDecided('deadline') ? [] : [`${no}: ${task.deadline.kind} ${printed} became ${deadline.kind} ${deadline.date}`])];
}

describe.each(PAIRS)('the plan of %s', (demo, original, beside) => {
  const text = originalPlan(original);
  const measures = (parse(readDemo(demo).planText) as { measures: PlanFileMeasure[] }).measures.filter(({ no }) => !beside.test(no));

  (text === null ? it.skip : it)(`keeps number, figures, times and roles of its document, or says what was decided${text === null ? ` (${NO_ORIGINALS})` : ''}`, () => {
    const { tasks } = readPlan(text!);
    expect(measures.length).toBe(tasks.length);
    // 牵头落实: the lead carries out himself, which the plan writes down.
    const carriesOut = (task: DraftTask): DraftTask => (task.responsible.length === 0 && task.support.length > 0 ? { ...task, responsible: task.lead } : task);
    expect(tasks.flatMap((task, at) => unexplained(carriesOut(task), measures[at]!))).toEqual([]);
    expect(tasks.flatMap(({ quantities }) => quantities).length).toBeGreaterThan(5);
  });
});

it('follows only demos that there are', () => {
  const there = readdirSync('config/demo');
  expect(PAIRS.filter(([demo]) => !there.includes(`${demo}.yaml`))).toEqual([]);
});
