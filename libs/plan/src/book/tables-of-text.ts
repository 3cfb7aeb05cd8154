import { TARGETS_TABLE, TASK_FORCES_TABLE } from './aims-tables.js';
import { onOneLine, unprinted } from './cell-text.js';
import { BOOK_MARK } from './book.js';
import { DECISIONS_TABLE } from './decisions-table.js';
import { EXACT_TABLE } from './exact-values.js';
import type { CellFault } from './faults.js';
import { GROUPS_TABLE } from './groups-table.js';
import { HEAD_TABLE } from './head-table.js';
import { LINES_TABLE } from './lines-table.js';
import { MEASURES_TABLE } from './measures-table.js';
import type { FoundRow, FoundTable, TableKind } from './table.js';
import { CLOCKS_TABLE, LEVELS_TABLE } from './terms-tables.js';

const KINDS: readonly TableKind[] = [HEAD_TABLE, TARGETS_TABLE, TASK_FORCES_TABLE, MEASURES_TABLE, LINES_TABLE, LEVELS_TABLE, CLOCKS_TABLE, GROUPS_TABLE, DECISIONS_TABLE, EXACT_TABLE];
const NAMES: ReadonlySet<string> = new Set(KINDS.map(({ name }) => name));

interface Open {
  readonly table: FoundTable & { readonly rows: FoundRow[] };
  /** The key of each column; null for one that nobody knows. */
  readonly keys: readonly (string | null)[];
  readonly heads: readonly string[];
}

/**
 * The tables of an exported plan in its opened text, each recognised by its heading row, in whatever order of columns.
 * Words that belong to no table and columns that nobody knows are told as faults: nothing that a person wrote is dropped.
 */
export function tablesOf(text: string, faults: CellFault[]): FoundTable[] {
  const found: Open[] = [];
  const stray: { line: number; words: string }[] = [];
  let open: Open | null = null;
  const lines = text.split('\n');
  lines.forEach((words, at) => {
    const line = at + 1;
    const cells = words.split('\t');
    const said = [...new Set(cells.map((cell) => cell.trim()).filter((cell) => cell !== ''))];
    if (said.length === 0) return;
    if (cells.length === 1 || isTitle(said, lines[at + 1])) {
      open = null;
      if (!words.includes(BOOK_MARK) && !NAMES.has(said[0]!)) stray.push({ line, words: said[0]! });
      return;
    }
    if (open !== null && isWholeHeading(cells, open.table.kind)) open = null;
    const begun: Open | null = open ?? begin(cells, line, found, faults);
    if (begun === null) stray.push({ line, words: said.join(' ') });
    else if (begun === open) addRow(begun, cells, line, faults);
    else found.push((open = begun));
  });
  faults.push(...stray.filter(({ words }) => words !== titleIn(found)).map(strayFault));
  return found.map(({ table }) => table);
}

/** A title merged over its table is no line by itself any more once somebody writes beside the table. */
const isTitle = (said: readonly string[], below: string | undefined): boolean =>
  said.length === 1 && (said[0]!.includes(BOOK_MARK) || kindOf(below?.split('\t') ?? [])?.name === said[0]);

function kindOf(cells: readonly string[]): TableKind | undefined {
  const heads = cells.map((cell) => cell.trim());
  return KINDS.find((one) => one.known.every((key) => heads.includes(one.heads.find((head) => head.key === key)!.words)));
}

/** The heading row of another table, all of it: its title has been lost. */
function isWholeHeading(cells: readonly string[], within: TableKind): boolean {
  const kind = kindOf(cells);
  return kind !== undefined && kind !== within && kind.heads.every(({ words, optional }) => optional || cells.includes(words));
}

function begin(cells: readonly string[], line: number, found: readonly Open[], faults: CellFault[]): Open | null {
  const heads = cells.map((cell) => cell.trim());
  const kind = kindOf(cells);
  if (!kind) return null;
  const keys = heads.map((words) => kind.heads.find((head) => head.words === words)?.key ?? null);
  const fault = (code: string, head: string, rule: string, advice: string) => faults.push({ table: kind.name, line, head, column: null, code, rule, advice });
  for (const head of kind.heads.filter(({ key, optional }) => !optional && !keys.includes(key))) fault('missing', head.words, 'the column is missing.', `缺少“${head.words}”一列，请补上。`);
  for (const head of new Set(heads.filter((words, at) => words !== '' && heads.indexOf(words) !== at))) fault('duplicate', head, 'the column stands twice.', `“${head}”一列有两个，请只留一个。`);
  if (found.some(({ table }) => table.kind === kind)) fault('duplicate', heads[0]!, 'the table stands twice.', `“${kind.name}”有两张，请合并为一张。`);
  const columns = Object.fromEntries(keys.flatMap((key, at) => (key === null ? [] : [[key, at + 1]])));
  return { table: { kind, line, columns, rows: [] }, keys, heads };
}

function addRow({ table, keys, heads }: Open, cells: readonly string[], line: number, faults: CellFault[]): void {
  table.rows.push({ line, cells: Object.fromEntries(cells.flatMap((cell, at) => (keys[at] ? [[keys[at], cell]] : []))) });
  cells.forEach((cell, at) => {
    if (cell.trim() === '' || keys[at]) return;
    const advice = '这一列不在导出的表头里，其中的内容不会导入；请移到相应的列，或删去。';
    faults.push({ table: table.kind.name, line, head: heads[at] || `第${at + 1}列`, column: at + 1, code: 'unreadable', rule: 'the column is not known, so what stands in it would be lost.', advice });
  });
}

/** The title stands above the tables for the reader's eye; what counts stands in its table. */
function titleIn(found: readonly Open[]): string | undefined {
  const rows = found.find(({ table }) => table.kind === HEAD_TABLE)?.table.rows ?? [];
  const title = rows.find(({ cells }) => cells.item?.trim() === '名称')?.cells.content;
  return title === undefined ? undefined : onOneLine(unprinted(title));
}

const strayFault = ({ line, words }: { line: number; words: string }): CellFault => ({
  table: '表外文字', line, head: null, column: null, code: 'unreadable',
  rule: `“${words.slice(0, 60)}” belongs to no table, so it would be lost. Move it into a table or delete it.`,
  advice: `“${words.slice(0, 60)}”不在任何一张表里，不会导入；请写进相应的表，或删去。`,
});
