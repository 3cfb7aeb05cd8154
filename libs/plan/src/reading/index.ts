import { contradictionsIn } from './contradictions.js';
import { readDocumentHead } from './document-head.js';
import type { DraftTask, PlanDraft, Question } from './draft.js';
import { readForwardingLetter } from './forwarding-letter.js';
import { misprintsIn } from './misprints.js';
import { isBlankLine, linesOf, type Line } from './passage.js';
import { readOrderNotice } from './order-notice.js';
import { readProsePlan } from './prose-plan.js';
import { readRowTable } from './row-table.js';
import type { Recogniser, Section } from './section.js';
import { readSignature } from './signature.js';
import { readTaskForces } from './task-forces.js';
import { readTaskTable } from './task-table.js';

export type * from './draft.js';

/** One recogniser for each kind of structure, in order of precedence: each reads its lines and leaves the others. */
const RECOGNISERS: readonly Recogniser[] = [(lines) => readOrderNotice(lines), readTaskTable, readRowTable, readTaskForces, readForwardingLetter, readProsePlan];

/**
 * 读预案: reads a government plan (text, one line per printed line or cell) into a draft. Never throws and fills in
 * nothing silently: what cannot be read stays as text in a question. A text without any known structure gives a draft
 * without tasks and one `unreadable` question that holds the text. `told` hears how many of the recognisers are done.
 */
export function readPlan(text: string, told?: (done: number, total: number) => void): PlanDraft {
  const lines = linesOf(text);
  let unread: readonly Line[] = lines;
  const sections: Section[] = [];
  for (const [at, recognise] of RECOGNISERS.entries()) {
    told?.(at, RECOGNISERS.length);
    const section = recognise(unread);
    if (!section) continue;
    sections.push(section);
    unread = unread.map((line) => (section.lines.has(line.no) ? { no: line.no, text: '' } : line));
  }
  return sections.length > 0 ? composed(sections, unread) : { ...emptyDraft(), questions: [unreadable(text.trim())] };
}

/** The sections as one draft, tasks in printed order. */
function composed(sections: readonly Section[], unread: readonly Line[]): PlanDraft {
  const document = sections.find((section) => section.document)?.document;
  const [first, last] = taskLinesOf(sections);
  const head = readDocumentHead(unread.slice(0, first - 1));
  const signature = document || head.document.issuer || head.document.issuedOn ? null : readSignature(unread.slice(last));
  const order = sections.find((section) => section.order)?.order;
  const tasks = sections.flatMap((section) => section.tasks).toSorted((a, b) => a.source.from - b.source.from);
  const draft: PlanDraft = {
    ...emptyDraft(),
    ...(order && { order }),
    document: document ?? { ...head.document, ...(signature && { issuer: signature.issuer, issuedOn: signature.issuedOn }) },
    season: sections.find(({ season }) => season)?.season ?? null,
    targets: sections.flatMap(({ targets }) => targets ?? []),
    tasks,
    taskForces: sections.flatMap(({ taskForces }) => taskForces ?? []),
    sweeps: sections.flatMap(({ sweeps }) => sweeps ?? []),
  };
  const about = [...sections.flatMap((section) => section.about ?? []), ...misprintsIn(draft), ...contradictionsIn(tasks)];
  const names = namesOf(tasks);
  const left = unread.filter(({ no }) => !head.lines.has(no) && !signature?.lines.has(no));
  return {
    ...draft,
    questions: [
      ...sections.flatMap((section) => located(section, names)),
      ...about.map(({ task, question }) => ({ task: names.get(task)!, ...question })),
      ...(document ? [] : head.questions),
      ...passagesIn(left).map(unreadable),
    ],
  };
}

/** Where the head of a document ends and where its signature may begin: at its first and behind its last task; without any, nowhere. */
function taskLinesOf(sections: readonly Section[]): readonly [number, number] {
  let [first, last] = [Infinity, 0];
  for (const { lines } of sections.filter(({ tasks, taskForces }) => tasks.length + (taskForces?.length ?? 0) > 0)) {
    for (const line of lines) [first, last] = [Math.min(first, line), Math.max(last, line)];
  }
  return [first, last];
}

/** A task is named by its printed number, or by `~` and its position where the number is missing or printed twice. */
function namesOf(tasks: readonly DraftTask[]): Map<DraftTask, string> {
  const taken = new Set<string>();
  return new Map(
    tasks.map((task, at) => {
      const name = task.no === null || taken.has(task.no) ? `~${at + 1}` : task.no;
      taken.add(name);
      return [task, name];
    }),
  );
}

/** A question about a row whose number is missing or stands twice says where the row stands: it is named like its task. */
function located({ questions, tasks }: Section, names: ReadonlyMap<DraftTask, string>): Question[] {
  const at = new Map(tasks.map((task) => [task.source.from, task] as const).toReversed());
  return questions.map((question) => {
    const task = question.line === undefined ? undefined : at.get(question.line);
    return task ? { ...question, task: names.get(task)! } : question;
  });
}

function emptyDraft(): PlanDraft {
  return {
    format: 'qingkong.plan-draft/1',
    document: { title: null, issuer: null, number: null, issuedOn: null, draft: false, parent: null },
    season: null,
    targets: [],
    tasks: [],
    taskForces: [],
    questions: [],
    sweeps: [],
  };
}

function unreadable(raw: string): Question {
  return { task: null, field: 'document', reason: 'unreadable', raw, suggestion: null };
}

/** Lines that nobody read, one text for each stretch between blank lines. */
function passagesIn(lines: readonly Line[]): string[] {
  const stretches: string[][] = [[]];
  for (const line of lines) {
    if (isBlankLine(line)) stretches.push([]);
    else stretches.at(-1)!.push(line.text.trim());
  }
  return stretches.filter((stretch) => stretch.length > 0).map((stretch) => stretch.join('\n'));
}
