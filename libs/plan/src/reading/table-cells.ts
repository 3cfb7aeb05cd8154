import { isBlankLine, passageOf, type Line, type Passage } from './passage.js';

/**
 * A cell of a table that was flattened to one cell per line: a line that begins with a tab opens a cell, lines without
 * one continue it. A line that holds only the tab is an empty cell; a blank line without a tab is a gap (空行).
 */
export interface Cell {
  readonly pieces: readonly Piece[];
}

/** One line of a cell; `afterGap` says that a gap stands above it. */
export interface Piece extends Line {
  readonly afterGap: boolean;
}

/** The cells in printed order; lines before the first cell belong to no table. */
export function cellsOf(lines: readonly Line[]): Cell[] {
  const cells: { pieces: Piece[] }[] = [];
  let afterGap = true;
  for (const line of lines) {
    if (line.text.startsWith('\t')) cells.push({ pieces: [{ ...line, afterGap }] });
    else if (!isBlankLine(line)) cells.at(-1)?.pieces.push({ ...line, afterGap });
    afterGap = isBlankLine(line) && !line.text.startsWith('\t');
  }
  return cells;
}

/** Cells that stand together without a gap between one cell and the next. */
export function blocksOf(cells: readonly Cell[]): Cell[][] {
  const blocks: Cell[][] = [];
  for (const cell of cells) {
    if (cell.pieces[0]!.afterGap || blocks.length === 0) blocks.push([]);
    blocks.at(-1)!.push(cell);
  }
  return blocks;
}

export function passageOfCell(cell: Cell): Passage {
  return passageOf(cell.pieces);
}

/** The words of a cell without any blank, for comparing with headings. */
export function wordsOf(cell: Cell): string {
  return cell.pieces.map(({ text }) => text.replace(/\s/g, '')).join('');
}

export function linesCovered(cells: readonly Cell[]): { from: number; to: number } {
  const lines = cells.flatMap(({ pieces }) => pieces.map(({ no }) => no));
  return { from: lines[0]!, to: lines.at(-1)! };
}
