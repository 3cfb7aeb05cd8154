/** What is to be said at a place of a workbook. */
export interface CellNote {
  /** Undefined: the first sheet. */
  readonly sheet: string | undefined;
  /** As the sheet counts; 0 where the document as a whole is meant: then it stands only in the list. */
  readonly row: number;
  /** From 1, as the opened text counts: columns without anything are left out. Null: the row as a whole. */
  readonly column: number | null;
  /** What is wrong and what to do, for its reader. */
  readonly text: string;
}

/** A note at its cell; the column as the sheet counts, from 0. */
export interface PlacedNote {
  readonly row: number;
  readonly column: number;
  readonly text: string;
}

export function cellName(column: number, row: number): string {
  let letters = '';
  for (let left = column + 1; left > 0; left = Math.floor((left - 1) / 26)) letters = String.fromCharCode(65 + ((left - 1) % 26)) + letters;
  return `${letters}${row}`;
}
