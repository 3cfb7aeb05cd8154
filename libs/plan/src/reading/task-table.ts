import type { DraftTask, Question } from './draft.js';
import { sentenceOf, type Line } from './passage.js';
import { questionsAbout } from './questions.js';
import { cellsOf, passageOfCell, wordsOf } from './table-cells.js';
import { rowsOf, type TableRow } from './table-rows.js';
import { NO_HEADINGS, readTaskRow, type HeadingsAbove, type TaskRead } from './task-row.js';

/** What a recogniser makes of a document, and the lines it has read; whatever nobody reads becomes a question. */
export interface Section {
  readonly tasks: readonly DraftTask[];
  readonly questions: readonly Question[];
  readonly lines: ReadonlySet<number>;
}

/** A recogniser knows one kind of structure and answers null to every other. */
export type Recogniser = (lines: readonly Line[]) => Section | null;

/** 任务分解表: a task table that was flattened to one cell per line. */
export const readTaskTable: Recogniser = (lines) => {
  const { rows, headings } = rowsOf(cellsOf(lines));
  if (rows.length === 0) return null;
  const cells = [...headings, ...rows.flatMap((row) => row.cells)];
  return sectionOf(rows, new Set(cells.flatMap(({ pieces }) => pieces.map(({ no }) => no))), lines);
};

/** The tasks of a table's rows and what must be asked about them. `lines` is the whole document, for looking up grounds. */
export function sectionOf(rows: readonly TableRow[], linesRead: ReadonlySet<number>, lines: readonly Line[]): Section {
  const reads: TaskRead[] = [];
  rows.forEach((row, index) => {
    const before = rows[index - 1];
    const continues = before?.columns === row.columns && before.sections === row.sections;
    reads.push(...readTaskRow(row, continues ? reads.at(-1)!.above : firstLabel(rows, index)));
  });
  return { tasks: reads.map(({ task }) => task), questions: questionsAbout(reads, lines), lines: linesRead };
}

/**
 * The category of the first rows of a table whose merged cell prints it in the middle: nothing stands above, so the first
 * label printed covers them.
 */
function firstLabel(rows: readonly TableRow[], first: number): HeadingsAbove {
  const { columns } = rows[first]!;
  const category = columns.findIndex(({ kind }) => kind === 'category');
  for (let index = first; category >= 0 && rows[index]?.columns === columns && !rows[index]!.placed; index++) {
    const cell = rows[index]!.cells[category];
    if (cell && wordsOf(cell) !== '') return { ...NO_HEADINGS, category: sentenceOf(passageOfCell(cell)) };
  }
  return NO_HEADINGS;
}
