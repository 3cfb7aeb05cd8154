import type { PlanFile } from '../file/plan-file.js';
import { onOneLine } from './cell-text.js';
import { targetsTable, taskForcesTable } from './aims-tables.js';
import { decisionsTable } from './decisions-table.js';
import { EXACT_TABLE } from './exact-values.js';
import { groupsTable } from './groups-table.js';
import { headTable } from './head-table.js';
import { linesTable } from './lines-table.js';
import { exactRowsOf, measuresTable } from './measures-table.js';
import { tableOf, type Table } from './table.js';
import { clocksTable, levelsTable } from './terms-tables.js';

/** The line that tells an exported plan from a document, and its version; it opens the workbook and the Word document. */
export const BOOK_MARK = 'qingkong.plan-book/1';
export const BOOK_LINE = `晴空预案导出件 ${BOOK_MARK}　修改后可重新导入；请保留本行与各表表头。`;

export interface Book {
  /** On one line, to be looked at. */
  readonly title: string;
  readonly tables: readonly Table[];
}

/** 预案 as tables in the words of people. `planFileOf` reads them back without loss. */
export function bookOf(file: PlanFile): Book {
  const exact = file.measures.flatMap(exactRowsOf);
  return {
    title: onOneLine(file.title),
    tables: [
      headTable(file),
      ...targetsTable(file),
      ...taskForcesTable(file),
      measuresTable(file.measures),
      linesTable(file.measures),
      levelsTable(file),
      clocksTable(file),
      groupsTable(file.groups ?? []),
      decisionsTable(file),
      ...(exact.length > 0 ? [tableOf(EXACT_TABLE, exact)] : []),
    ],
  };
}
