/** A column of a table for people: `key` is the field that it holds. */
export interface Head {
  readonly key: string;
  readonly words: string;
  /** Width in characters of Chinese print. */
  readonly width: number;
  /** May be missing when the table is read. */
  readonly optional?: true;
}

export interface TableKind {
  readonly name: string;
  readonly heads: readonly Head[];
  /** Keys of the two heads by which its heading row is recognised. */
  readonly known: readonly [string, string];
}

export type Cells = Readonly<Record<string, string>>;

/** A table as it is written: one sheet of a workbook, or a table under its heading in a Word document. */
export interface Table {
  readonly kind: TableKind;
  readonly heads: readonly Head[];
  readonly rows: readonly Cells[];
}

export const tableOf = (kind: TableKind, rows: readonly Cells[], heads: readonly Head[] = kind.heads): Table => ({ kind, heads, rows });

/** A row as it was found: its line in the opened text, its raw cells by key. */
export interface FoundRow {
  readonly line: number;
  readonly cells: Cells;
}

export interface FoundTable {
  readonly kind: TableKind;
  /** Line of the heading row. */
  readonly line: number;
  /** Number of the column of each key in the text, from 1. */
  readonly columns: Readonly<Record<string, number>>;
  readonly rows: readonly FoundRow[];
}
