import { isTime } from './deadline.js';
import { wordsOf, type Cell } from './table-cells.js';
import type { Column, ColumnKind } from './table-columns.js';
import type { TableRow } from './table-rows.js';

/** A row with each cell under its heading. `fit` says whether there were as many cells as columns. */
export interface AlignedRow {
  readonly at: ReadonlyMap<ColumnKind, Cell>;
  /** The headings of the table, whether or not this row has a cell under each. */
  readonly columns: ReadonlySet<ColumnKind>;
  /** Non-empty cells under a heading that is not known, or under none. */
  readonly others: readonly { heading: string | null; cell: Cell }[];
  readonly fit: 'exact' | 'short' | 'long' | 'shifted';
  /** Heading cells of a shifted row, in order: nothing says which heading each stands under. */
  readonly unsettled: readonly Cell[];
  readonly page: number | null;
  /** All cells as printed. */
  readonly cells: readonly Cell[];
}

export function alignRow({ columns, cells, placed: settled, unsettled = [], page }: TableRow): AlignedRow {
  const complete = cells.length === columns.length || onlyRemarksMissing(columns, cells);
  const placed = settled ?? (complete ? cells : placeByDeadline(columns, cells));
  const at = new Map<ColumnKind, Cell>();
  const others: { heading: string | null; cell: Cell }[] = [];
  placed.forEach((cell, index) => {
    if (!cell) return;
    const column = columns[index];
    if (column && column.kind !== 'unknown' && column.kind !== 'remark') at.set(column.kind, cell);
    else if (wordsOf(cell) !== '') others.push({ heading: column?.heading ?? null, cell });
  });
  const fit = settled ? 'shifted' : fitOf(complete ? 0 : cells.length - columns.length);
  return { at, columns: new Set(columns.map(({ kind }) => kind)), others, fit, unsettled, page: page ?? null, cells };
}

/** The last row of a file often loses its empty 备注 cell: nothing of the row is missing. */
function onlyRemarksMissing(columns: readonly Column[], cells: readonly Cell[]): boolean {
  return cells.length < columns.length && columns.slice(cells.length).every(({ kind }) => kind === 'remark');
}

function fitOf(surplus: number): AlignedRow['fit'] {
  if (surplus === 0) return 'exact';
  return surplus < 0 ? 'short' : 'long';
}

/**
 * A row with a cell too few or too many is read around the one cell whose content shows its column: the deadline. What
 * stands before it fills from the left, its nearest neighbour staying beside it; what follows it follows it.
 */
function placeByDeadline(columns: readonly Column[], cells: readonly Cell[]): (Cell | undefined)[] {
  const deadline = columns.findIndex(({ kind }) => kind === 'deadline');
  const found = nearestTime(cells, deadline);
  if (deadline < 1 || found < 1) return [...cells];
  const left: (Cell | undefined)[] = cells.slice(0, Math.min(found, deadline) - 1);
  const beside = cells.slice(left.length, found).flatMap(({ pieces }) => pieces);
  while (left.length < deadline - 1) left.push(undefined);
  return [...left, { pieces: beside }, ...cells.slice(found)];
}

/** The cell nearest to where the deadline belongs that holds a time and hardly anything else; -1 where none does. */
function nearestTime(cells: readonly Cell[], expected: number): number {
  const times = cells.map((_, index) => index).filter((index) => isTime(wordsOf(cells[index]!)));
  const distance = (index: number) => Math.abs(index - expected);
  return times.reduce((best, index) => (best < 0 || distance(index) < distance(best) ? index : best), -1);
}
