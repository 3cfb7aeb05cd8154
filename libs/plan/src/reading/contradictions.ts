import { findDeadlines } from './deadline.js';
import type { Deadline, DraftTask, Quantity } from './draft.js';
import { ask } from './prose-questions.js';
import type { Asked } from './section.js';

/** A figure of a task with the time by which it is to be reached. */
interface Dated {
  readonly task: DraftTask;
  readonly quantity: Quantity;
  readonly deadline: Deadline;
  readonly clause: string;
}

/** Fewer may be the same by chance. */
const FEWEST_COUNTED = 100;
const MOST_COMPARED = 50;
const LONGEST_CLAUSE = 300;
const COUNTED = /^(?:万?户|辆|台|家|座|套|万?吨|万?平方米|蒸吨|公里)$/;

/**
 * The same amount of the same thing with two dates (16,000 households in a clause and in the annex): both cannot hold.
 * Figures are compared where they count something, are large enough to be no coincidence, and share a word.
 */
export function contradictionsIn(tasks: readonly DraftTask[]): Asked[] {
  const alike = new Map<string, Dated[]>();
  const asked: Asked[] = [];
  for (const later of tasks.flatMap(datedFigures)) {
    const others = alike.get(keyOf(later.quantity)) ?? [];
    const earlier = others.find((other) => contradicts(other, later));
    if (earlier) asked.push(questionAbout(earlier, later));
    if (others.length < MOST_COMPARED) alike.set(keyOf(later.quantity), [...others, later]);
  }
  return asked;
}

function questionAbout(earlier: Dated, later: Dated): Asked {
  const where = ({ task, deadline }: Dated) => `第${task.source.from}行为“${deadline.text}”`;
  const suggestion = `两处期限不同（依据：${where(earlier)}，${where(later)}）`;
  return { task: later.task, question: ask('deadline', 'contradiction', `${earlier.clause} ↔ ${later.clause}`, suggestion) };
}

/** Each amount of a task once, in the clause that prints it first. */
function datedFigures(task: DraftTask): Dated[] {
  const counted = task.quantities.filter(({ op, value, unit }) => op === '=' && COUNTED.test(unit) && amountOf(value, unit) >= FEWEST_COUNTED);
  const once = [...new Map(counted.toReversed().map((quantity) => [keyOf(quantity), quantity])).values()].slice(0, MOST_COMPARED);
  const clauses = once.length > 0 ? task.requirement.split(/[；。]/) : [];
  return once.map((quantity) => {
    const clause = (clauses.find((part) => part.includes(`${quantity.value}${quantity.unit}`)) ?? task.requirement).slice(0, LONGEST_CLAUSE);
    return { task, quantity, clause, deadline: findDeadlines(clause).deadlines[0] ?? task.deadline };
  });
}

function contradicts(a: Dated, b: Dated): boolean {
  if (a.task === b.task || a.deadline.kind === 'none' || b.deadline.kind === 'none' || sameTime(a.deadline, b.deadline)) return false;
  return sharesWord(a.clause, b.clause);
}

const keyOf = ({ value, unit }: Quantity): string => `${amountOf(value, unit)} ${unitOf({ unit })}`;
const unitOf = ({ unit }: Pick<Quantity, 'unit'>): string => unit.replace(/^万/, '');

function amountOf(value: number, unit: string): number {
  return unit.startsWith('万') ? Math.round(value * 10_000) : value;
}

function sameTime(a: Deadline, b: Deadline): boolean {
  const { text: _a, ...one } = a;
  const { text: _b, ...other } = b;
  return JSON.stringify(one) === JSON.stringify(other);
}

/** Whether two clauses name the same thing: a word of two characters before the figure, apart from verbs. */
function sharesWord(a: string, b: string): boolean {
  const words = wordsOf(a);
  return [...wordsOf(b)].some((word) => words.has(word));
}

function wordsOf(clause: string): Set<string> {
  const han = clause.replace(/完成|实现|开展|推进|加快|年|月|日|底前|共计|其中/g, ' ').slice(0, 200);
  const words = new Set<string>();
  for (const { 0: run } of han.matchAll(/\p{Script=Han}{2,}/gu)) for (let at = 0; at + 2 <= run.length; at++) words.add(run.slice(at, at + 2));
  return words;
}
