import type { Ruling } from './pdf-drawing.js';
import { joinedLines, type Word } from './pdf-lines.js';
import { lineOfRow, type GridCell } from './table-grid.js';

/** A table of one page: where it stands, and its rows as lines. */
export interface PdfTable {
  readonly top: number;
  readonly left: number;
  readonly right: number;
  readonly bottom: number;
  readonly lines: readonly string[];
}

/** Lines closer than this are one line. */
const SAME = 3;
const MOST_SLOTS = 20_000;

/** The ruled tables of a page: each cell is what its lines enclose, so a missing line between two slots merges them. */
export function tablesOf(rulings: readonly Ruling[], words: readonly Word[]): PdfTable[] {
  return groupsOf(rulings).flatMap((group) => {
    const columns = placesOf(group, true);
    const rows = placesOf(group, false).toReversed();
    if (columns.length < 3 || rows.length < 2 || columns.length * rows.length > MOST_SLOTS) return [];
    return [tableOn(columns, rows, group, words)];
  });
}

function tableOn(columns: readonly number[], rows: readonly number[], group: readonly Ruling[], words: readonly Word[]): PdfTable {
  const [left, right, top, bottom] = [columns[0]!, columns.at(-1)!, rows[0]!, rows.at(-1)!];
  const uprights = group.filter(({ upright }) => upright);
  const levels = group.filter(({ upright }) => !upright);
  const isRuled = (lines: readonly Ruling[], at: number, middle: number) => lines.some((line) => Math.abs(line.at - at) <= SAME && line.from <= middle && line.to >= middle);
  const cells: { text: string; words: Word[]; left: number; right: number }[][] = [];
  for (let row = 0; row + 1 < rows.length; row++) {
    cells.push([]);
    for (let column = 0; column + 1 < columns.length; column++) {
      const [x, y] = [(columns[column]! + columns[column + 1]!) / 2, (rows[row]! + rows[row + 1]!) / 2];
      const beside = column > 0 && !isRuled(uprights, columns[column]!, y) ? cells[row]![column - 1] : undefined;
      const above = row > 0 && !isRuled(levels, rows[row]!, x) ? cells[row - 1]![column] : undefined;
      const cell = beside ?? above ?? { text: '', words: [], left: columns[column]!, right: columns[column + 1]! };
      cell.right = Math.max(cell.right, columns[column + 1]!);
      cells[row]!.push(cell);
    }
  }
  const whole = words.filter(({ x, y, width }) => x + width / 2 > left && x + width / 2 < right && y < top && y > bottom - SAME);
  const crossing = (word: Word) => columns.filter((at) => isRuled(uprights, at, word.y + word.height / 3));
  for (const word of whole.flatMap((word) => splitAt(word, crossing(word)))) {
    const column = columns.findLastIndex((at) => at <= word.x + word.width / 2);
    const row = rows.findLastIndex((at) => at >= word.y + word.height / 3);
    cells[Math.max(row, 0)]?.[column]?.words.push(word);
  }
  for (const cell of new Set(cells.flat())) cell.text = joinedLines(cell.words, cell.left, cell.right);
  const grid: readonly (readonly GridCell[])[] = cells;
  const lines = grid.map((row, index) => lineOfRow(row, grid[index - 1])).filter((line) => line !== null && line.trim() !== '');
  return { top, left, right, bottom, lines: lines as string[] };
}

/**
 * Runs of neighbouring cells are sometimes one run of text: it is cut where an upright line goes through it, letters
 * counted by their usual widths.
 */
function splitAt(word: Word, uprights: readonly number[]): Word[] {
  const cut = uprights.find((at) => at > word.x + word.height * 0.6 && at < word.x + word.width - word.height * 0.6);
  if (cut === undefined || word.text.length < 2) return [word];
  const widths = [...word.text].map((sign) => (sign.charCodeAt(0) < 0x2e80 ? 0.5 : 1));
  const total = widths.reduce((sum, width) => sum + width, 0);
  let [end, x] = [0, word.x];
  while (end < widths.length - 1 && x + (widths[end]! / total) * word.width * 0.5 < cut) x += (widths[end++]! / total) * word.width;
  const signs = [...word.text];
  const first = { ...word, text: signs.slice(0, end).join('').trim(), width: x - word.x };
  const rest = { ...word, text: signs.slice(end).join('').trim(), x, width: word.x + word.width - x };
  return end === 0 || rest.text === '' ? [word] : [first, ...splitAt(rest, uprights)];
}

/**
 * Where the lines of one direction stand, in rising order. A side that the page left open (a table without lines at its
 * sides, a row broken by the page) is where the lines of the other direction end.
 */
function placesOf(group: readonly Ruling[], upright: boolean): number[] {
  const [own, others] = [group.filter((line) => line.upright === upright), group.filter((line) => line.upright !== upright)];
  const ends = others.length > 0 && own.length > 0 ? [Math.min(...others.map(({ from }) => from)), Math.max(...others.map(({ to }) => to))] : [];
  const places = own.map(({ at }) => at);
  const open = ends.filter((end) => places.every((at) => Math.abs(at - end) > SAME * 2));
  return distinct([...places, ...open]);
}

/** Places that differ, in rising order. */
function distinct(places: readonly number[]): number[] {
  const kept: number[] = [];
  for (const at of places.toSorted((a, b) => a - b)) if (kept.length === 0 || at - kept.at(-1)! > SAME) kept.push(at);
  return kept;
}

/** Lines that touch one another directly or through others: the lines of one table. */
function groupsOf(rulings: readonly Ruling[]): Ruling[][] {
  const groups: Ruling[][] = [];
  for (const ruling of rulings.slice(0, MOST_LINES)) {
    const touched = groups.filter((group) => group.some((other) => touch(ruling, other)));
    const joined = [ruling, ...touched.flat()];
    for (const group of touched) groups.splice(groups.indexOf(group), 1);
    groups.push(joined);
  }
  return groups;
}

const MOST_LINES = 3_000;

function touch(one: Ruling, other: Ruling): boolean {
  if (one.upright === other.upright) return Math.abs(one.at - other.at) <= SAME && one.from <= other.to + SAME && other.from <= one.to + SAME;
  return one.at >= other.from - SAME && one.at <= other.to + SAME && other.at >= one.from - SAME && other.at <= one.to + SAME;
}
