import type { PlanFile, PlanFileDecision } from '../file/plan-file.js';
import { markedOr, printed, unprinted } from './cell-text.js';
import type { RowReader } from './row-reader.js';
import { tableOf, type Cells, type Table, type TableKind } from './table.js';
import { FIELD_TERMS, REASON_TERMS } from './words.js';

/** 待定问题与答复: what the printed document left open, and how it was decided; without an answer it is still open. */
export const DECISIONS_TABLE: TableKind = {
  name: '待定问题与答复',
  heads: [
    { key: 'measure', words: '任务序号', width: 10 },
    { key: 'field', words: '事项', width: 12 },
    { key: 'reason', words: '问题', width: 18 },
    { key: 'raw', words: '原文', width: 34, optional: true },
    { key: 'suggestion', words: '参考', width: 26, optional: true },
    { key: 'note', words: '答复', width: 50 },
  ],
  known: ['field', 'reason'],
};

const WHOLE = '（全文）';
/** A cell that the document left empty, as against words that are not there at all. */
const EMPTY = '（空白）';

export const decisionsTable = ({ measures, decided }: PlanFile): Table =>
  tableOf(DECISIONS_TABLE, [
    ...measures.flatMap(({ no, decided: own }) => (own ?? []).map((decision) => cellsOf(markedOr(WHOLE, no), decision))),
    ...(decided ?? []).map((decision) => cellsOf(WHOLE, decision)),
  ]);

const cellsOf = (measure: string, { field, reason, raw, suggestion, note }: PlanFileDecision): Cells => ({
  measure,
  field: FIELD_TERMS.word(field),
  reason: REASON_TERMS.word(reason),
  raw: raw === '' ? EMPTY : markedOr(EMPTY, raw ?? ''),
  suggestion: printed(suggestion ?? ''),
  note: printed(note ?? ''),
});

/** The measure of a decision; null for the document as a whole. */
export const measureOfDecision = (row: RowReader): string | null => (row.cell('measure') === WHOLE ? null : unprinted(row.cell('measure')));

export const readDecision = (row: RowReader): object => ({
  field: row.term('field', FIELD_TERMS),
  reason: row.term('reason', REASON_TERMS),
  raw: row.cell('raw') === EMPTY ? '' : row.text('raw'),
  suggestion: row.text('suggestion'),
  note: row.text('note'),
});
