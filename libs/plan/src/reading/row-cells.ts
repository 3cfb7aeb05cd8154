import { isBlankLine, type Line } from './passage.js';
import { wordsOf, type Cell } from './table-cells.js';

/** A printed row of a table that stands on one line: its cells between tabs. A line break inside a cell is a vertical tab. */
export interface RowLine {
  readonly line: Line;
  readonly cells: readonly Cell[];
}

/** The cells of a line, or null for a line that is no row. A tab at its beginning alone opens a cell of another kind of table. */
export function rowLineOf(line: Line): RowLine | null {
  if (line.text.length > LONGEST_ROW || line.text.indexOf('\t', 1) < 0 || isBlankLine(line)) return null;
  let at = 0;
  const cells = line.text.split('\t').map((text): Cell => {
    const cell = { pieces: piecesOf(line.no, text, at) };
    at += text.length + 1;
    return cell;
  });
  return { line, cells };
}

/** No printed row is longer; one that is becomes a question as it stands, because reading it would only cost time. */
const LONGEST_ROW = 200_000;

function piecesOf(no: number, cell: string, from: number): Cell['pieces'] {
  let at = from;
  return cell.split('\v').map((text) => {
    const piece = { no, text, at, afterGap: false };
    at += text.length + 1;
    return piece;
  });
}

/**
 * The heading inside a table: a line or merged row that holds nothing but "一、…", "（一）…" or a stage of the plan. Null for
 * a row of the table.
 */
export function headingCellOf(cells: readonly Cell[]): Cell | null {
  const filled = cells.filter((cell) => wordsOf(cell) !== '');
  const [first, second] = filled;
  if (!first || cells.length < 2) return null;
  const same = (rest: readonly Cell[]) => rest.every((cell) => wordsOf(cell) === wordsOf(rest[0]!));
  if (filled.length === 1) return isNumberedHeading(wordsOf(first)) ? first : null;
  if (filled.length === cells.length && same(filled)) return first;
  const counted = /^[（(]?[一二三四五六七八九十]{1,3}[）)、]?$/.test(wordsOf(first));
  return counted && second && same(filled.slice(1)) && (filled.length > 2 || cells.length === 2 || filled.length === 2) ? second : null;
}

/** A line or cell that opens with 一、 or （一） and is short enough to be a heading. */
export function isNumberedHeading(words: string): boolean {
  return words.length <= 60 && /^(?:第[一二三四五六七八九十]{1,3}[部章节]分?|[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)])[^。；]+$/.test(words);
}
