import { isTime } from './deadline.js';
import { wordsOf, type Cell } from './table-cells.js';
import type { Column, ColumnKind } from './table-columns.js';
import type { TableRow } from './table-rows.js';

/** A row and the page of the table it was printed on; a repeated heading row begins a page. */
export interface PagedRow extends TableRow {
  cells: readonly Cell[];
  readonly page: number;
}

const HEADINGS: readonly ColumnKind[] = ['category', 'work', 'name'];

/**
 * 错列: where a page lost a merged heading column, its rows have a cell too few before the time and an empty one too many
 * behind it. Time, measure and unit find their columns again; which headings the remaining heading cells belong to
 * cannot be settled, so they are kept in order and asked about. A page is shifted only when every time on it says so.
 */
export function settleShifts(rows: readonly PagedRow[]): TableRow[] {
  const pages = new Map<number, PagedRow[]>();
  for (const row of rows) {
    const page = pages.get(row.page);
    if (page) page.push(row);
    else pages.set(row.page, [row]);
  }
  return [...pages.values()].flatMap((page) => {
    const shift = shiftOf(page);
    const surplus = shift === 0 ? [] : surplusOf(page, shift);
    return shift === 0 ? page : page.map((row) => settle(row, shift, surplus));
  });
}

/** How many cells the times of a page stand left of their column; 0 where they stand under it or disagree. */
function shiftOf(page: readonly PagedRow[]): number {
  const [first] = page;
  const { columns } = first!;
  const deadline = columns.findIndex(({ kind }) => kind === 'deadline');
  const before = columns.slice(0, Math.max(deadline, 0));
  if (deadline < 1 || !before.every(({ kind }) => HEADINGS.includes(kind)) || page.some((row) => row.cells.length !== columns.length)) return 0;
  const found = page.map(({ cells }) => cells.findIndex((cell) => isTime(wordsOf(cell)))).filter((at) => at >= 0);
  const [at] = found;
  if (at === undefined || at >= deadline || found.some((other) => other !== at) || found.length * 2 < page.length) return 0;
  return surplusOf(page, deadline - at).length >= deadline - at ? deadline - at : 0;
}

/** Cells behind the time that are empty on the whole page: no column of the table stands there. */
function surplusOf(page: readonly PagedRow[], shift: number): number[] {
  const { columns } = page[0]!;
  const time = columns.findIndex(({ kind }) => kind === 'deadline') - shift;
  return columns.map((_, index) => index).filter((index) => index > time && page.every(({ cells }) => wordsOf(cells[index]!) === ''));
}

function settle({ columns, cells, sections, page }: PagedRow, shift: number, surplus: readonly number[]): TableRow {
  const deadline = columns.findIndex(({ kind }: Column) => kind === 'deadline');
  const extra = new Set(surplus.slice(0, shift));
  const behind = cells.slice(deadline - shift).filter((_, index) => !extra.has(deadline - shift + index));
  const unsettled = cells.slice(0, deadline - shift);
  const placed = [...columns.slice(0, deadline).map(() => undefined), ...behind];
  return { columns, cells, placed, unsettled, page, ...(sections && { sections }) };
}
