import type { OpenedDocument } from '#plan';

/** 单位表、人员表、排班表, each known by two of its headings, on any sheet, in any order of columns. */
export const TABLES = {
  unit: { known: ['单位名称', '类别'], heads: ['单位名称', '简称', '类别', '所属单位', '属性', '经度', '纬度'] },
  person: { known: ['姓名', '所在单位'], heads: ['姓名', '所在单位', '职务', '负责人'] },
  shift: { known: ['上岗时间', '下岗时间'], heads: ['值班单位', '值班人', '上岗时间', '下岗时间'] },
} as const;
export type TableName = keyof typeof TABLES;

export interface TableRow {
  readonly table: TableName;
  /** Line of the opened text, from 1. */
  readonly line: number;
  /** By heading; missing: empty. */
  readonly cells: Readonly<Record<string, string>>;
  /** Column of each heading, from 1. */
  readonly columns: Readonly<Record<string, number>>;
}

/** The rows of all tables of a workbook. Blank rows are no rows; a sheet without known headings is not read. */
export function rowsOf({ text, places }: Pick<OpenedDocument, 'text' | 'places'>): TableRow[] {
  const rows: TableRow[] = [];
  let here: { table: TableName; columns: Record<string, number> } | null = null;
  let sheet: string | undefined;
  for (const [at, line] of text.split('\n').entries()) {
    if (places[at]?.sheet !== sheet) [here, sheet] = [null, places[at]?.sheet];
    const cells = line.split('\t').map((cell) => cell.replaceAll('\v', ' ').trim());
    const heading = headingOf(cells);
    if (heading) here = heading;
    else if (here && cells.some((cell) => cell !== '')) {
      const { table, columns } = here;
      rows.push({ table, line: at + 1, columns, cells: Object.fromEntries(Object.entries(columns).map(([head, column]) => [head, cells[column - 1] ?? ''])) });
    }
  }
  return rows;
}

function headingOf(cells: readonly string[]): { table: TableName; columns: Record<string, number> } | null {
  const plain = cells.map((cell) => cell.replace(/[\s*＊]/g, ''));
  const found = (Object.keys(TABLES) as TableName[]).find((name) => TABLES[name].known.every((head) => plain.includes(head)));
  return found ? { table: found, columns: Object.fromEntries(TABLES[found].heads.flatMap((head) => (plain.includes(head) ? [[head, plain.indexOf(head) + 1]] : []))) } : null;
}
