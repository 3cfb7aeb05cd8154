import type { PlanDraft, Question } from './draft.js';
import { readHeading } from './heading.js';
import { isBlankLine, linesOf, type Line } from './passage.js';
import { readRowTable } from './row-table.js';
import { readTaskTable, type Recogniser } from './task-table.js';

export type * from './draft.js';

/** One recogniser for each kind of structure, in order of precedence. */
const RECOGNISERS: readonly Recogniser[] = [readTaskTable, readRowTable];

/**
 * 读预案: reads a government plan (text, one line per printed line or cell) into a draft. Never throws and fills in
 * nothing silently: what cannot be read stays as text in a question. A text without any known structure gives a draft
 * without tasks and one `unreadable` question that holds the text.
 */
export function readPlan(text: string): PlanDraft {
  const lines = linesOf(text);
  for (const recognise of RECOGNISERS) {
    const section = recognise(lines);
    if (!section) continue;
    const first = lines.findIndex(({ no }) => section.lines.has(no));
    const heading = readHeading(lines.slice(0, first));
    const unread = lines.filter(({ no }) => !section.lines.has(no) && !heading.lines.has(no));
    return {
      ...emptyDraft(),
      document: { ...emptyDraft().document, title: heading.title, draft: heading.draft },
      tasks: [...section.tasks],
      questions: [...section.questions, ...passagesIn(unread).map(unreadable)],
    };
  }
  return { ...emptyDraft(), questions: [unreadable(text.trim())] };
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
