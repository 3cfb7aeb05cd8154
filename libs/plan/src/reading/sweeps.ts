import { findDeadlines, type KnownTimes } from './deadline.js';
import type { Deadline, Recurrence, Sweep } from './draft.js';
import type { Block } from './outline.js';
import type { Passage } from './passage-parts.js';
import { ask } from './prose-questions.js';
import type { ProseTask } from './prose-task.js';
import type { Asked } from './section.js';

/** 开展…大排查: the headings under which rounds of checks stand. */
const SWEEP_HEADING = /开展.{0,40}(?:排查|清查|专项检查|大检查)/;
const CHECKS = /排查|核查|巡查|清查|检查/;
const OBJECT = /对([^，。；]{2,80}?)(?:每[^，。；]{1,6}|再次|重新|逐一)?(?:进行|开展|实施|组织)/;
const COVERAGE = /全覆盖|无死角|抽查[^，。；]{0,12}\d|逐一/;

interface Around {
  readonly block: Block;
  readonly tasks: readonly ProseTask[];
  readonly left: readonly Passage[];
}

/** A round of checks inside a task: the sentence that orders it, and those that go on with it. */
interface Round {
  readonly order: string;
  readonly text: string;
}

/**
 * 排查: the dated rounds of checks. A round without a time of its own takes the one that opens its paragraph, or that of
 * the sentence above which orders several rounds together; that it does is asked.
 */
export function sweepsOf(reads: readonly Around[], known: KnownTimes): { sweeps: Sweep[]; about: Asked[] } {
  const sweeps: Sweep[] = [];
  const about: Asked[] = [];
  for (const { block, tasks, left } of reads) {
    if (!block.path.some(({ text }) => SWEEP_HEADING.test(text))) continue;
    const above = left.map(({ text }) => windowIn(text, known)).find((window) => window !== null) ?? null;
    const openings = new Map<number, Deadline>();
    for (const { task, requirement } of tasks) {
      const line = task.source.from;
      for (const round of roundsIn(requirement.text, known)) {
        const own = windowIn(round.text, known);
        const shared = own ? null : (openings.get(line) ?? above);
        const window: Deadline = own ?? shared ?? { text: null, kind: 'none' };
        if (own && !openings.has(line)) openings.set(line, own);
        if (!own && shared !== above) about.push({ task, question: ask('deadline', 'ambiguous', round.order, `${shared!.text}（依据：同段首句）`) });
        if (window.kind === 'none') about.push({ task, question: ask('deadline', 'missing', round.order) });
        sweeps.push(sweepOf(task, round, window, known));
      }
    }
  }
  return { sweeps, about };
}

function sweepOf(task: ProseTask['task'], round: Round, window: Deadline, known: KnownTimes): Sweep {
  return {
    name: nameOf(round.order, known),
    task: task.no,
    lead: task.lead,
    members: [...task.responsible, ...task.support],
    window,
    recurrence: cadenceIn(round.order, known),
    coverage: coverageIn(round.text),
    source: task.source,
  };
}

/** A sentence with a time of its own and objects of its own orders another round. */
function roundsIn(requirement: string, known: KnownTimes): Round[] {
  const sentences = requirement.match(/[^。]{1,2000}。?/g) ?? [requirement];
  const rounds: { order: string; text: string; object: string | null }[] = [];
  for (const sentence of sentences) {
    const object = OBJECT.exec(sentence)?.[1] ?? null;
    const before = rounds.at(-1);
    const repeats = object !== null && rounds.some((round) => round.object?.includes(object));
    if (!before || (startsWithTime(sentence, known) && CHECKS.test(sentence) && CHECKS.test(before.order) && !repeats)) {
      rounds.push({ order: sentence, text: sentence, object });
    } else {
      before.text += sentence;
      if (!CHECKS.test(before.order)) before.order += sentence;
      before.object ??= object;
    }
  }
  return rounds;
}

function startsWithTime(sentence: string, known: KnownTimes): boolean {
  const first = windowIn(sentence, known)?.text;
  return first !== undefined && first !== null && sentence.indexOf(first) <= 1;
}

/** When a round takes place; a cadence is no window. */
function windowIn(text: string, known: KnownTimes): Deadline | null {
  return findDeadlines(text, known).deadlines.find(({ kind }) => kind === 'window' || kind === 'by_date' || kind === 'until_date') ?? null;
}

function cadenceIn(text: string, known: KnownTimes): Recurrence | null {
  for (const deadline of findDeadlines(text, known).deadlines) if (deadline.kind === 'recurring') return deadline.recurrence;
  return null;
}

/** The words that order the round, without the time in front of them. */
function nameOf(order: string, known: KnownTimes): string {
  const time = windowIn(order, known)?.text ?? null;
  const words = time !== null && order.indexOf(time) <= 1 ? order.slice(order.indexOf(time) + time.length) : order;
  const clauses = words.replace(/^[起前期间，,]{1,4}/, '').split(/[，,。；]/);
  const last = clauses.findIndex((clause) => CHECKS.test(clause));
  return clauses.slice(0, last < 0 ? 1 : last + 1).join('，');
}

function coverageIn(text: string): string | null {
  const clauses = text.split(/[，,。；]/).filter((clause) => COVERAGE.test(clause));
  return clauses.length > 0 ? clauses.join('，') : null;
}
