import type { Passage } from './passage.js';
import { columnsOf, type Column } from './table-columns.js';
import { blocksOf, wordsOf, type Cell } from './table-cells.js';

/** A row as printed: the columns of its table and its own cells, whether or not their numbers agree. */
export interface TableRow {
  readonly columns: readonly Column[];
  readonly cells: readonly Cell[];
  /** The headings inside the table under which the row stands (一、… （一）…), above its own heading cells. */
  readonly sections?: readonly Section[];
  /** The cells under their columns, where their order does not say so; the headings of `unsettled` cells are uncertain. */
  readonly placed?: readonly (Cell | undefined)[];
  readonly unsettled?: readonly Cell[];
  /** Which page of its table a shifted row was printed on. */
  readonly page?: number;
}

/** A heading inside a table; a lower rank stands further out. */
export interface Section {
  readonly rank: number;
  readonly heading: Passage;
}

export interface TableRead {
  readonly rows: readonly TableRow[];
  /** Heading rows, repeated ones included. */
  readonly headings: readonly Cell[];
}

/**
 * Puts cells together to rows. A gap ends a row only when a new one begins behind it: with its number in the number
 * column, or with exactly as many cells as there are columns; otherwise the gap stood inside the row. Where the gap
 * between two rows is missing, the next number in turn begins the next row. No cell is dropped.
 */
export function rowsOf(cells: readonly Cell[]): TableRead {
  const rows: { columns: readonly Column[]; cells: Cell[] }[] = [];
  const headings: Cell[] = [];
  let columns: readonly Column[] | null = null;
  for (const block of blocksOf(cells)) {
    const heading: readonly Column[] | null = columnsOf(block.slice(0, headingLength(block)));
    if (heading && !isSame(heading, columns)) columns = heading;
    if (heading) headings.push(...block.splice(0, heading.length));
    if (!columns || block.length === 0) continue;
    const row = rows.at(-1);
    if (heading || !row || opensRow(block, row.cells.length, columns)) rows.push({ columns, cells: block });
    else row.cells = row.cells.concat(block);
  }
  const apart = rows.flatMap(splitAtNumbers);
  return { rows: apart.map((row, index) => (apart[index + 1]?.columns === row.columns ? row : endedByText(row))), headings };
}

/** The printed number of a row: 7, （7）, 7. */
export function numberOf(cell: Cell | undefined): string | null {
  return cell ? (/^[（(]?(\d+)[)）.．、]?$/.exec(wordsOf(cell))?.[1] ?? null) : null;
}

function opensRow(block: readonly Cell[], filled: number, columns: readonly Column[]): boolean {
  return filled >= columns.length || block.length === columns.length || numberOf(block[numberColumn(columns)]) !== null;
}

/** The heading row alone, also where no gap keeps it from the first row. */
function headingLength(block: readonly Cell[]): number {
  const heading = block.findIndex((cell) => /^(?:序号|编号)$/.test(wordsOf(cell)));
  const first = block.findIndex((cell) => numberOf(cell) !== null);
  return heading >= 0 && first > heading ? first - heading : block.length;
}

function splitAtNumbers({ columns, cells }: TableRow): TableRow[] {
  const column = numberColumn(columns);
  const rows: TableRow[] = [];
  let start = 0;
  for (let at = column + 1; column >= 0 && cells.length - start > columns.length && at < cells.length; at++) {
    if (Number(numberOf(cells[at]) ?? NaN) !== Number(numberOf(cells[start + column]) ?? NaN) + 1) continue;
    rows.push({ columns, cells: cells.slice(start, at - column) });
    start = at - column;
  }
  return [...rows, { columns, cells: cells.slice(start) }];
}

function isSame(heading: readonly Column[], columns: readonly Column[] | null): boolean {
  return columns?.map((column) => column.heading).join() === heading.map((column) => column.heading).join();
}

/** The last row of a table ends where, after a gap, a line follows that no open bracket or list asks for. */
function endedByText(row: TableRow): TableRow {
  const last = row.cells.at(-1);
  if (!last || row.cells.length < row.columns.length) return row;
  let open = 0;
  let listed = false;
  const end = last.pieces.findIndex(({ text, afterGap }, index) => {
    if (index > 0 && afterGap && open <= 0 && !listed && !/^\s*[（(、，]/.test(text)) return true;
    open += count(text, /[（(]/g) - count(text, /[）)]/g);
    listed = /[、，]\s*$/.test(text);
    return false;
  });
  if (end < 0) return row;
  return { columns: row.columns, cells: [...row.cells.slice(0, -1), { pieces: last.pieces.slice(0, end) }] };
}

function count(text: string, sign: RegExp): number {
  return text.match(sign)?.length ?? 0;
}

function numberColumn(columns: readonly Column[]): number {
  return columns.findIndex(({ kind }) => kind === 'no');
}
