import { LIMITS, within } from './limits.js';
import { lineOfRow, type GridCell } from './table-grid.js';
import type { Attributes } from './xml-events.js';

interface Cell {
  text: string;
  span: number;
  /** Merged with the cell above it; or with the one to its left, as old files write it. */
  below: boolean;
  right: boolean;
  deleted: boolean;
}

interface Row {
  readonly cells: Cell[];
  before: number;
  after: number;
  deleted: boolean;
}

/** One table of a Word document, row by row; merged cells keep the grid. */
export class WordTable {
  private readonly rows: Row[] = [];
  private row: Row | null = null;
  private cell: Cell | null = null;

  open(name: string, attribute: Attributes): void {
    const value = attribute('w:val');
    const count = Math.min(Math.max(Number(value) || 1, 1), LIMITS.columns);
    if (name === 'w:tr') this.rows.push((this.row = { cells: [], before: 0, after: 0, deleted: false }));
    else if (name === 'w:tc') this.row?.cells.push((this.cell = { text: '', span: 1, below: false, right: false, deleted: false }));
    else if (name === 'w:gridBefore' && this.row) this.row.before = count;
    else if (name === 'w:gridAfter' && this.row) this.row.after = count;
    else if (!this.cell) return;
    else if (name === 'w:gridSpan') this.cell.span = count;
    else if (name === 'w:vMerge') this.cell.below = value !== 'restart';
    else if (name === 'w:hMerge') this.cell.right = value !== 'restart';
    else this.cell.deleted = true;
  }

  close(name: string): void {
    if (name === 'w:tc') this.cell = null;
    if (name === 'w:tr') this.row = null;
  }

  addParagraph(text: string): void {
    if (this.cell) this.cell.text += this.cell.text === '' ? text : `\n${text}`;
  }

  dropRow(): void {
    if (this.row) this.row.deleted = true;
  }

  lines(): string[] {
    const grid: (GridCell | undefined)[][] = [];
    for (const row of this.rows) if (!row.deleted) grid.push(gridRow(row, grid.at(-1)));
    const width = Math.max(0, ...grid.map((row) => row.length));
    within(width * grid.length, LIMITS.cells, 'plan.document-too-long');
    for (const row of grid) while (row.length < width) row.push(undefined);
    return grid.map((row, index) => lineOfRow(row, grid[index - 1])).filter((line) => line !== null);
  }
}

function gridRow({ cells, before, after }: Row, above: readonly (GridCell | undefined)[] | undefined): (GridCell | undefined)[] {
  const row: (GridCell | undefined)[] = Array.from({ length: before }, () => undefined);
  for (const cell of cells.filter(({ deleted }) => !deleted)) {
    const part: GridCell | undefined = (cell.right ? row.at(-1) : cell.below ? above?.[row.length] : undefined) ?? { text: cell.text };
    for (let index = 0; index < cell.span && row.length < LIMITS.columns; index++) row.push(part);
  }
  for (let index = 0; index < after; index++) row.push(undefined);
  return row;
}
