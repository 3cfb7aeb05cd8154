import type { FieldFault } from '#platform';
import type { Place } from '../opening/opened-document.js';

/** A rule that a cell breaks; `advice` says in the words of its readers what to do. */
export interface CellFault {
  readonly table: string;
  /** Line of the opened text, from 1. */
  readonly line: number;
  /** Words of the heading of the column, and its number from 1; null where the whole row is meant. */
  readonly head: string | null;
  readonly column: number | null;
  readonly code: string;
  readonly rule: string;
  readonly advice: string;
}

/** The fault as a refusal says it: table, row, column, rule. A row is counted as its sheet counts, else as lines of the text. */
export function fieldFault({ table, line, head, code, rule }: CellFault, places: readonly Place[]): FieldFault {
  const row = rowOf(line, places);
  return { field: [table, `第${row}行`, ...(head === null ? [] : [head])].join('.'), code, message: `${table}, row ${row}${head === null ? '' : `, column ${head}`}: ${rule}` };
}

const rowOf = (line: number, places: readonly Place[]): number => places[line - 1]?.row ?? line;
