import { numbersOf } from '../../drafting.js';
import type { OpenedDocument, Place } from '../../opening/opened-document.js';
import type { PlanDraft, Question, QuestionField } from '../../reading/draft.js';
import { columnsOf, type ColumnKind } from '../../reading/table-columns.js';
import { adviceForQuestion } from '../advice.js';
import type { CellFault } from '../faults.js';
import { FIELD_TERMS } from '../words.js';
import { PlanBookRefused, planFileOf } from '../read-book.js';
import { readPlan } from '../../reading/index.js';
import type { CellNote } from './cell-note.js';

type Opened = Pick<OpenedDocument, 'text' | 'places'>;

/**
 * Everything there is to say about an opened document, as notes for `annotated`: the faults of an exported plan that was
 * edited, else the questions that reading it raises. None for an exported plan without faults.
 */
export function notesOf(opened: Opened): CellNote[] {
  try {
    return planFileOf(opened) ? [] : notesOfDraft(opened, readPlan(opened.text));
  } catch (problem) {
    if (problem instanceof PlanBookRefused) return notesOfFaults(opened, problem.cells);
    throw problem;
  }
}

/** Notes for the questions of a document that was read: each at the cell that its words stand in, or whose heading asks for them. */
export function notesOfDraft(opened: Opened, draft: PlanDraft): CellNote[] {
  const lines = opened.text.split('\n');
  const numbers = numbersOf(draft.tasks);
  return draft.questions.map((question) => {
    const task = draft.tasks[question.line === undefined ? numbers.indexOf(question.task ?? '') : draft.tasks.findIndex(({ source }) => source.from === question.line)];
    const text = textOf(question);
    const mark = task?.marks.find(({ field, line }) => field === question.field && line >= task.source.from);
    if (mark) return at(opened.places, mark.line, (lines[mark.line - 1] ?? '').slice(0, mark.from).split('\t').length, text);
    const line = task?.source.from ?? question.line;
    return line === undefined ? { sheet: undefined, row: 0, column: null, text } : at(opened.places, line, columnFor(question.field, lines, opened.places, line), text);
  });
}

/** Notes for an exported plan that was edited and is refused (`PlanBookRefused.cells`). */
export const notesOfFaults = (opened: Opened, cells: readonly CellFault[]): CellNote[] =>
  cells.map(({ line, head, column, advice }) => at(opened.places, line, column, head === null ? advice : `${head}：${advice}`));

function at(places: readonly Place[], line: number, column: number | null, text: string): CellNote {
  const place = places[line - 1];
  return { sheet: place?.sheet, row: place?.row ?? 0, column, text };
}

const KINDS: Partial<Record<QuestionField, readonly ColumnKind[]>> = {
  lead: ['lead'], support: ['support'], responsible: ['responsible'], deadline: ['deadline'], requirement: ['requirement'], no: ['no'], levels: ['levels', 'III'], phase: ['category'],
};

/** The column that the nearest heading row above names for the field; null where none does. */
function columnFor(field: QuestionField, lines: readonly string[], places: readonly Place[], line: number): number | null {
  for (let above = line - 1; above >= 1 && places[above - 1]?.sheet === places[line - 1]?.sheet; above--) {
    const cells = (lines[above - 1] ?? '').split('\t').map((text) => ({ pieces: [{ no: above, text: text.replaceAll('\v', ''), afterGap: false }] }));
    const column = columnsOf(cells)?.findIndex(({ kind }) => KINDS[field]?.includes(kind)) ?? -1;
    if (column >= 0) return column + 1;
  }
  return null;
}

function textOf({ field, reason, raw, suggestion }: Question): string {
  const printed = raw === null || raw === '' ? '' : `原文：“${raw.length > 200 ? `${raw.slice(0, 200)}…` : raw}”。`;
  return `${FIELD_TERMS.word(field)}：${adviceForQuestion(reason)}${printed}${suggestion === null ? '' : `参考：${suggestion}。`}`;
}
