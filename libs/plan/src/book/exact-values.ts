import type { DeadlineTerms } from '../file/deadline-terms.js';
import { printed } from './cell-text.js';
import { said, shownDeadline, wordsSayAll } from './deadline-words.js';
import type { RowReader } from './row-reader.js';
import type { Cells, TableKind } from './table.js';

/** 机读对照: what words alone would not give back. A value counts only beside the very words it was written for. */
export const EXACT_TABLE: TableKind = {
  name: '机读对照',
  heads: [
    { key: 'no', words: '任务序号', width: 10 },
    { key: 'column', words: '栏目', width: 12 },
    { key: 'shown', words: '显示文字', width: 30 },
    { key: 'value', words: '机读原值', width: 60 },
  ],
  known: ['shown', 'value'],
};

/** The row that a deadline needs beside its words; none where the words say all. */
export function exactRow(no: string, column: string, deadline: DeadlineTerms): Cells[] {
  if (wordsSayAll(deadline)) return [];
  return [{ no: printed(no), column, shown: printed(shownDeadline(deadline)), value: printed(JSON.stringify(said(deadline))) }];
}

export type ExactValues = (no: string, column: string, shown: string) => DeadlineTerms | undefined;

export function exactValuesOf(rows: readonly RowReader[]): ExactValues {
  const values = new Map<string, DeadlineTerms>();
  for (const row of rows) {
    const value = row.json('value');
    // What was written for these words shows as these words: anything else is not ours.
    if (value !== undefined) values.set(keyOf(row.text('no') ?? '', row.text('column') ?? '', row.text('shown') ?? ''), value as DeadlineTerms);
  }
  return (no, column, shown) => values.get(keyOf(no, column, shown));
}

const keyOf = (...parts: readonly string[]): string => JSON.stringify(parts);
