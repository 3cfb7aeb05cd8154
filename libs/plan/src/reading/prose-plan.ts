import type { KnownTimes } from './deadline.js';
import { readDocumentHead } from './document-head.js';
import { outlineOf, type Block } from './outline.js';
import { NUMBERING, paragraphsOf, TIME_LINE, type Paragraph } from './paragraphs.js';
import { linesOfPassage, sliceOf, trimmedSliceOf, type Passage } from './passage-parts.js';
import { headingWords } from './phase.js';
import { aboutLevel, ask, questionsOn } from './prose-questions.js';
import { headingAsTask, proseTaskOf, withInherited, type ProseTask } from './prose-task.js';
import { doersIn } from './safeguards.js';
import type { Question } from './draft.js';
import type { Asked, Recogniser } from './section.js';
import { sweepsOf } from './sweeps.js';
import { readSeason, readTargets } from './targets.js';
import { readDefaultRule, readNamedUnits, unitBracketsIn, type DefaultRule } from './unit-brackets.js';
import { ownTierOf, type Tier } from './unit-level.js';

/** Chapters that say why and how much, not who does what. */
const GOALS = /^(?:总体要求|总体思路|基本思路|指导思想|基本原则|编制(?:依据|目的)|适用范围|(?:总体|工作|主要|攻坚|行动|总体工作)?目标(?:任务)?|目标要求)$/;
const SAFEGUARDS = /^(?:保障措施|保障机制|组织保障|工作保障|工作要求|组织实施)$/;

/** What one block of text gives: tasks, text that leads in the tasks after it, or neither. */
interface BlockRead {
  readonly block: Block;
  readonly tasks: readonly ProseTask[];
  /** Text in which nobody is named by a bracket or line. */
  readonly left: readonly Passage[];
}

/**
 * 方案正文: chapters of running text. A task ends in a bracket that names units, or stands above lines that do
 * (牵头单位：…); a safeguard clause names its doer in its own words.
 */
export const readProsePlan: Recogniser = (lines) => {
  const paragraphs = paragraphsOf(lines);
  const start = startOfBody(paragraphs);
  const blocks = outlineOf(paragraphs.slice(start));
  const first = paragraphs[start]?.lines[0] ?? 0;
  const head = readDocumentHead(lines.filter(({ no }) => no < first), true);
  const goals = [...blocks.filter((block) => isIn(block, GOALS)).flatMap(({ texts }) => texts), ...head.preamble];
  const season = readSeason(goals);
  const known: KnownTimes = { issuedOn: head.document.issuedOn, season, year: yearOf(head.document.title) };
  const reads = inheriting(blocks.map((block) => readBlock(block, known)), blocks);
  const tasks = reads.flatMap((read) => read.tasks);
  if (!tasks.some(({ printed }) => printed !== '')) return null;
  const own = ownTierOf(tasks.flatMap(({ task }) => [...task.lead, ...task.support, ...task.responsible].map(({ name }) => name)));
  const sweeps = sweepsOf(reads, known);
  const headings = new Set(tasks.flatMap(({ task }) => task.path));
  const rest = reads.map((read) => leftOver(read, headings, own));
  return {
    document: head.document,
    season,
    targets: readTargets(goals),
    tasks: tasks.map(({ task }) => task),
    sweeps: sweeps.sweeps,
    questions: [...head.questions, ...rest.flatMap(({ questions }) => questions)],
    about: [...tasks.flatMap((task): Asked[] => questionsOn(task, tasks, own)), ...sweeps.about],
    lines: new Set([...head.lines, ...rest.flatMap(({ lines: read }) => read)]),
  };
};

/** A year stands for the document only where its title names a single one (2022年…, not 2021-2022年…). */
function yearOf(title: string | null): number | null {
  const [year] = /(?<![\d—–-])20\d\d(?=年)/.exec(title ?? '') ?? [];
  return year ? Number(year) : null;
}

/** The first chapter; where a document has none, the first numbered paragraph, or the first that names units. */
function startOfBody(paragraphs: readonly Paragraph[]): number {
  const chapter = paragraphs.findIndex(({ text }) => NUMBERING.exec(text.text)?.groups?.chapter);
  if (chapter >= 0) return chapter;
  const first = paragraphs.findIndex(({ text }) => NUMBERING.test(text.text) || unitBracketsIn(text.text).length > 0);
  return Math.max(first, 0);
}

function isIn({ path }: Block, chapter: RegExp): boolean {
  return path.some(({ text }) => chapter.test(headingWords(text).replace(/[。：]$/, '')));
}

function readBlock(block: Block, known: KnownTimes): BlockRead {
  const bracketed = block.texts.some(({ text }) => unitBracketsIn(text).length > 0);
  const goals = isIn(block, GOALS) && !bracketed && block.labels.length === 0;
  if (goals || block.covers) return { block, tasks: [], left: [] };
  if (block.labels.length > 0 && !bracketed) return { block, tasks: labelledTask(block, block.labels, known), left: [] };
  const clauses = block.texts.map((text) => bracketTasks(text, block, known));
  const tasks = clauses.flatMap((clause) => clause.tasks);
  if (tasks.length === 0 && block.above && (block.texts.length > 0 || block.leaf)) return { block, tasks: labelledTask(block, [block.above], known), left: [] };
  if (block.leaf) return { block, tasks: [], left: block.path.slice(-1) };
  if (tasks.length === 0 && isIn(block, SAFEGUARDS)) return safeguard(block, known);
  return { block, tasks, left: [...clauses.flatMap(({ rest }) => rest), ...block.labels] };
}

/** One task for each unit bracket of a paragraph: from the end of the bracket before it. */
function bracketTasks(text: Passage, { path, no }: Block, known: KnownTimes): { tasks: ProseTask[]; rest: Passage[] } {
  let from = 0;
  const tasks = unitBracketsIn(text.text).map((bracket, index) => {
    const requirement = trimmedSliceOf(text, from, bracket.from, /[。；，、;,.\s]/);
    from = bracket.to;
    const printed = sliceOf(text, bracket.from, bracket.to);
    const named = readNamedUnits(sliceOf(text, bracket.from + 1, bracket.to - 1));
    return proseTaskOf({ no: index === 0 ? no : null, path, requirement, named: [named], printed }, known);
  });
  const rest = trimmedSliceOf(text, from, text.text.length, /[。；，、;,.\s]/);
  return { tasks, rest: rest.text === '' ? [] : [rest] };
}

/** The text of a block with the lines below it; a block that is only a heading is the task itself. */
function labelledTask(block: Block, labels: readonly Passage[], known: KnownTimes): ProseTask[] {
  const times = labels.filter(({ text }) => TIME_LINE.test(text));
  const units = labels.filter(({ text }) => !TIME_LINE.test(text));
  const own = joinedLines(block.texts);
  const { path, requirement } = own.text === '' ? (headingAsTask(block.path, NUMBERING) ?? { path: [], requirement: own }) : { path: block.path, requirement: own };
  const named = units.map((line) => readNamedUnits(withoutBracket(line)));
  const task = proseTaskOf({ no: block.no, path, requirement, time: times.length > 0 ? joinedLines(times.map(valueOf), '；') : null, named, printed: joinedLines(units, '\n') }, known);
  return [labels.includes(block.above!) ? fromHeading(task) : task];
}

/** 完成时限：2023年6月底前 without its label. */
function valueOf(line: Passage): Passage {
  return sliceOf(line, TIME_LINE.exec(line.text)![0].length);
}

/** Units that a heading names for everything under it are said elsewhere; the task stands in its own lines. */
function fromHeading(read: ProseTask): ProseTask {
  const inherited = (['lead', 'support', 'responsible'] as const).filter((role) => read.task[role].length > 0);
  const lines = linesOfPassage(read.requirement);
  const source = lines.length > 0 ? { from: lines[0]!, to: lines.at(-1)! } : read.task.source;
  return { ...read, task: { ...read.task, inherited, source } };
}

/** A line of labels as it is; the bracket of a heading without its signs. */
function withoutBracket(line: Passage): Passage {
  const bracketed = unitBracketsIn(line.text).some(({ from, to }) => from === 0 && to === line.text.length);
  return bracketed ? sliceOf(line, 1, line.text.length - 1) : line;
}

function joinedLines(parts: readonly Passage[], by = ''): Passage {
  return parts.reduce<Passage>(
    (all, part) =>
      all.text === ''
        ? part
        : { text: all.text + by + part.text, places: [...all.places, ...[...by].map(() => all.places.at(-1)!), ...part.places] },
    { text: '', places: [] },
  );
}

function safeguard(block: Block, known: KnownTimes): BlockRead {
  const requirement = joinedLines(block.texts);
  const named = doersIn(requirement, 'responsible');
  if (named.units.length === 0) return { block, tasks: [], left: block.texts };
  return { block, tasks: [proseTaskOf({ ...block, no: null, requirement, named: [named], printed: NONE }, known)], left: [] };
}

const NONE: Passage = { text: '', places: [] };

/** Tasks below a default rule inherit its units; a safeguard has no bracket from which anybody could be left out. */
function inheriting(reads: readonly BlockRead[], blocks: readonly Block[]): BlockRead[] {
  let rule: DefaultRule | null = null;
  return reads.map((read, index) => {
    const tasks = read.tasks.map((task) => {
      const inherited = rule && task.printed !== '' ? withInherited(task, rule.role, rule.named) : task;
      rule = ruleIn(task.named.map(({ text }) => text).concat(bracketOf(task, blocks[index]!))) ?? rule;
      return inherited;
    });
    for (const text of read.left) rule = readDefaultRule(text) ?? rule;
    return { ...read, tasks };
  });
}

function bracketOf({ printed }: ProseTask, { texts }: Block): Passage[] {
  return texts.flatMap((text) => {
    const from = printed === '' ? -1 : text.text.indexOf(printed);
    return from < 0 ? [] : [sliceOf(text, from, from + printed.length)];
  });
}

function ruleIn(passages: readonly Passage[]): DefaultRule | null {
  for (const passage of passages) {
    const rule = readDefaultRule(passage);
    if (rule) return rule;
  }
  return null;
}

/** What of a block no task holds: asked, where it says what somebody shall do; unread, where it is of another kind. */
function leftOver({ block, tasks, left }: BlockRead, headings: ReadonlySet<string>, own: Tier | null): { questions: Question[]; lines: number[] } {
  const open = left.filter((text) => !readDefaultRule(text) || text.text.length > LONGEST_RULE);
  if (open.length === 0) return { questions: [], lines: standsAlone(block, tasks, headings) ? [] : block.lines };
  const about = (question: Omit<Question, 'task'>): Question => ({ task: null, ...question });
  const heading = tasks.length === 0 ? block.path.slice(-1) : [];
  const printed = [...new Set([...heading, ...open])].map(({ text }) => text).join('\n');
  if (isIn(block, SAFEGUARDS)) {
    return { questions: [about(ask('responsible', 'missing', printed)), ...aboutLevel(printed, own).map(about)], lines: block.lines };
  }
  const doers = open.flatMap((text) => doersIn(text, 'responsible').units);
  if (doers.length > 0) {
    const openGroups = doers.filter(({ unit }) => unit.open).map(({ unit }) => about(ask('responsible', 'open_group', unit.raw)));
    return { questions: [about(ask('document', 'ambiguous', printed)), ...openGroups], lines: block.lines };
  }
  if (tasks.length === 0) return { questions: [], lines: [] };
  return { questions: [about(ask('document', 'unreadable', printed))], lines: block.lines };
}

/** A heading above nothing that became a task: it is asked about with what stands under it. */
function standsAlone(block: Block, tasks: readonly ProseTask[], headings: ReadonlySet<string>): boolean {
  const heading = block.path.at(-1)?.text;
  if (heading === undefined || tasks.length > 0 || block.covers || isIn(block, GOALS) || SAFEGUARDS.test(headingWords(heading))) return false;
  return block.texts.length === 0 && !headings.has(heading);
}

/** A paragraph that only states a rule for the tasks below; a longer one says more. */
const LONGEST_RULE = 80;
