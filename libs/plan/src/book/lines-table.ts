import type { PlanFileLine, PlanFileMeasure } from '../file/plan-file.js';
import { printed } from './cell-text.js';
import type { RowReader } from './row-reader.js';
import { tableOf, type Table, type TableKind } from './table.js';
import { EVIDENCE_TERMS, LEVEL_TERMS } from './words.js';

/** 清单要点: a row for each line of each measure. */
export const LINES_TABLE: TableKind = {
  name: '清单要点',
  heads: [
    { key: 'measure', words: '任务序号', width: 10 },
    { key: 'no', words: '要点序号', width: 10 },
    { key: 'text', words: '要点', width: 46 },
    { key: 'en', words: '英文', width: 40 },
    { key: 'evidence', words: '佐证', width: 18 },
    { key: 'levels', words: '响应级别', width: 16 },
    { key: 'slot', words: '替换组', width: 14 },
  ],
  known: ['no', 'text'],
};

export const linesTable = (measures: readonly PlanFileMeasure[]): Table =>
  tableOf(
    LINES_TABLE,
    measures.flatMap(({ no: measure, lines }) =>
      (lines ?? []).map(({ no, slot, text, en, evidence, levels }: PlanFileLine) => ({
        measure: printed(measure),
        no: String(no),
        text: printed(text),
        en: printed(en ?? ''),
        evidence: evidence.map(EVIDENCE_TERMS.word).join('、'),
        levels: (levels ?? []).map(LEVEL_TERMS.word).join('、'),
        slot: printed(slot ?? ''),
      })),
    ),
  );

export function readLine(row: RowReader): object {
  const levels = row.terms('levels', LEVEL_TERMS);
  return {
    no: row.count('no'),
    slot: row.text('slot'),
    text: row.text('text'),
    en: row.text('en'),
    evidence: row.terms('evidence', EVIDENCE_TERMS),
    ...(levels.length > 0 && { levels }),
  };
}
