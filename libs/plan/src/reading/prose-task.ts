import { findDeadlines, readDeadline, type KnownTimes } from './deadline.js';
import { contributesToPlanAbove } from './doers.js';
import type { Deadline, DraftTask, Mark, Phase, Role } from './draft.js';
import { marksOn } from './passage.js';
import { linesOfPassage, sliceOf, type Passage } from './passage-parts.js';
import { headingWords, readPhase, readPhaseOfClause } from './phase.js';
import { findQuantities } from './quantities.js';
import { lostAtBreak, type NamedUnits } from './unit-brackets.js';
import type { UnitRead } from './unit-names.js';

/** A task of running text, with what the questions about it need. */
export interface ProseTask {
  readonly task: DraftTask;
  readonly requirement: Passage;
  readonly named: readonly NamedUnits[];
  /** The bracket or lines that name its units, as printed. */
  readonly printed: string;
  /** Time expressions that name no certain day. */
  readonly unread: readonly string[];
  /** The line that states its time, where it holds more than times. */
  readonly unreadDeadline: string | null;
  readonly lost: readonly UnitRead[];
}

/** What a recogniser has found of one task. */
export interface Found {
  readonly no: string | null;
  readonly path: readonly Passage[];
  readonly requirement: Passage;
  /** A time stated in a line of its own: it is the deadline, whatever the sentence says. */
  readonly time?: Passage | null;
  readonly named: readonly NamedUnits[];
  readonly printed: Passage;
  readonly inherited?: Role[];
}

export function proseTaskOf(found: Found, known: KnownTimes = {}): ProseTask {
  const { requirement, named } = found;
  const inside = findDeadlines(requirement.text, known);
  const stated = found.time ? readDeadline(found.time.text, known) : null;
  const own = stated ? [stated.deadline, ...stated.others] : [];
  const [deadline = { text: null, kind: 'none' } as Deadline, ...otherDeadlines] = [...own, ...inside.deadlines];
  const units = named.flatMap(({ text, units: read }) => read.map((unit) => ({ ...unit, text })));
  const of = (role: Role) => units.filter((unit) => unit.role === role).map(({ unit }) => unit);
  const phase = phaseOf(found.path, requirement);
  const lines = [requirement, found.printed, ...(found.time ? [found.time] : [])].flatMap(linesOfPassage);
  const task: DraftTask = {
    no: found.no,
    path: found.path.map(({ text }) => text),
    phase: phase.phase,
    requirement: requirement.text,
    deadline,
    otherDeadlines,
    lead: of('lead'),
    support: of('support'),
    responsible: of('responsible'),
    inherited: found.inherited ?? [],
    quantities: findQuantities(requirement.text),
    source: linesBetween(lines),
    origin: contributesToPlanAbove(requirement.text) ? 'parent' : 'own',
    marks: [
      ...units.flatMap(({ role, text, from, to }) => marksOn(role, text, from, to)),
      ...marksOfWords('deadline', own.length > 0 ? found.time! : requirement, deadline.text),
      ...phase.marks,
      ...marksOn('requirement', requirement),
    ],
    levels: null,
  };
  return {
    task,
    requirement,
    named,
    printed: found.printed.text.replace(/^[（(〔[【［]|[）)〕\]】］]$/g, ''),
    unread: inside.unread,
    unreadDeadline: stated?.unread ?? null,
    lost: named.flatMap(lostAtBreak),
  };
}

function linesBetween(lines: readonly number[]): { from: number; to: number } {
  const first = lines[0] ?? 1;
  return { from: lines.reduce((least, line) => Math.min(least, line), first), to: lines.reduce((most, line) => Math.max(most, line), first) };
}

/** Only where the document states it: by a heading, or by the words that open the clause. */
function phaseOf(path: readonly Passage[], requirement: Passage): { phase: Phase | null; marks: Mark[] } {
  const heading = path.find(({ text }) => readPhase(headingWords(text)) !== null);
  if (heading) return { phase: readPhase(headingWords(heading.text)), marks: marksOn('phase', heading) };
  const opening = readPhaseOfClause(requirement.text);
  return opening
    ? { phase: opening.phase, marks: marksOn('phase', requirement, 0, opening.to) }
    : { phase: null, marks: [] };
}

export function marksOfWords(field: string, passage: Passage, words: string | null): Mark[] {
  const from = words === null ? -1 : passage.text.indexOf(words);
  return from < 0 ? [] : marksOn(field, passage, from, from + words!.length);
}

/** A task with units that a rule states elsewhere, for the roles in which it names them not yet. */
export function withInherited(read: ProseTask, role: Role, { text, units }: NamedUnits): ProseTask {
  const { task } = read;
  const missing = units.filter(({ unit }) => !task[role].some(({ name }) => name === unit.name));
  if (missing.length === 0) return read;
  const marks = missing.flatMap(({ from, to }) => marksOn(role, text, from, to));
  return {
    ...read,
    task: {
      ...task,
      [role]: [...task[role], ...missing.map(({ unit }) => unit)],
      inherited: [...new Set([...task.inherited, role])],
      marks: [...task.marks, ...marks],
    },
  };
}

/** The heading's words after its number, where the heading itself is the task. */
export function headingAsTask(path: readonly Passage[], numbering: RegExp): { path: readonly Passage[]; requirement: Passage } | null {
  const heading = path.at(-1);
  if (!heading) return null;
  const from = numbering.exec(heading.text)?.[0].length ?? 0;
  return { path: path.slice(0, -1), requirement: sliceOf(heading, from) };
}
