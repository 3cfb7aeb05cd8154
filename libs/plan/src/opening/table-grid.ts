/** A cell on the grid of its table; `part` is the same object for every grid cell that one merged cell covers. */
export interface GridCell {
  readonly text: string;
}

/**
 * A row of a table as a line. A cell merged over the whole width, or a table of one column, is a line of text; every
 * other row keeps its cells apart by tabs. Null for a row that only continues such a wide cell downwards.
 */
export function lineOfRow(row: readonly (GridCell | undefined)[], above: readonly (GridCell | undefined)[] | undefined): string | null {
  const [first] = row;
  const wide = first !== undefined && row.every((cell) => cell === first);
  if (wide) return row.length > 1 && above?.[0] === first ? null : first.text.trim();
  return row.map((cell) => cellText(cell?.text ?? '')).join('\t');
}

/** A cell on one line: line breaks become vertical tabs, tabs become blanks. */
export function cellText(text: string): string {
  return text.trim().replace(/[\r\n]+/g, '\v').replace(/\t/g, ' ');
}
