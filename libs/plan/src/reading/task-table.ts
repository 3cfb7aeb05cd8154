import type { DraftTask, Question } from './draft.js';
import { NOTHING, type Line } from './passage.js';
import { questionsAbout } from './questions.js';
import { cellsOf } from './table-cells.js';
import { rowsOf } from './table-rows.js';
import { readTaskRow, type TaskRead } from './task-row.js';

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
  const reads: TaskRead[] = [];
  rows.forEach((row, index) => {
    const continues = rows[index - 1]?.columns === row.columns;
    reads.push(readTaskRow(row, (continues && reads.at(-1)?.category) || NOTHING));
  });
  const cells = [...headings, ...rows.flatMap((row) => row.cells)];
  return {
    tasks: reads.map(({ task }) => task),
    questions: questionsAbout(reads),
    lines: new Set(cells.flatMap(({ pieces }) => pieces.map(({ no }) => no))),
  };
};
