import type { Passage } from './passage.js';
import { isBlankLine, passageOf, type Line } from './passage.js';
import { headingCellOf, isNumberedHeading, rowLineOf, type RowLine } from './row-cells.js';
import { settleShifts, type PagedRow } from './shifted-columns.js';
import { passageOfCell, wordsOf, type Cell } from './table-cells.js';
import { columnsOf, type Column, type ColumnKind } from './table-columns.js';
import type { Section, TableRow } from './table-rows.js';
import { sectionOf, type Recogniser } from './task-table.js';

/** 一行一条: a task table with one row per line and its cells between tabs, as workbooks, Word tables and annexes give them. */
export const readRowTable: Recogniser = (lines) => {
  const reading = new Reading(lines);
  if (reading.rows.length === 0) return null;
  const rows = settleShifts(reading.rows);
  return sectionOf(rows, reading.linesRead, lines);
};

/** Walks the lines once; what it does not take stays for others. */
class Reading {
  readonly rows: PagedRow[] = [];
  readonly linesRead = new Set<number>();
  private columns: readonly Column[] | null = null;
  private page = 0;
  private sections: readonly Section[] = [];
  /** The heading row, as long as the line behind it may be its second one. */
  private heading: RowLine | null = null;

  constructor(private readonly lines: readonly Line[]) {
    lines.forEach((line, index) => {
      const row = rowLineOf(line);
      if (row) this.takeRow(row);
      else if (!isBlankLine(line)) this.takeText(line, index);
    });
  }

  private takeRow(row: RowLine): void {
    const columns = row.line.text.length > LONGEST_HEADING_ROW ? null : columnsOf(row.cells);
    const joined = this.heading && !columns ? columnsOf(stacked(this.heading.cells, row.cells)) : null;
    if (columns) this.open(row, columns);
    else if (joined && this.columns && known(joined) > known(this.columns) && isUpperOf(this.heading!, row)) this.open(row, joined);
    else this.takeDemand(row);
  }

  private open(row: RowLine, columns: readonly Column[]): void {
    if (!this.columns || headingsOf(columns) !== headingsOf(this.columns)) this.columns = columns;
    this.page += 1;
    this.heading = row;
    this.linesRead.add(row.line.no);
  }

  private takeDemand({ line, cells }: RowLine): void {
    this.heading = null;
    if (!this.columns || !isOfTable(cells, this.columns)) return;
    this.linesRead.add(line.no);
    const heading = headingCellOf(cells);
    if (heading) this.enter(passageOfCell(heading));
    else if (cells.some((cell) => wordsOf(cell) !== '')) this.addRow(cells);
  }

  private addRow(cells: readonly Cell[]): void {
    const columns = this.columns!;
    const above = this.rows.at(-1);
    const apart = cells[0]!.pieces[0]!.no - (above?.cells.at(-1)!.pieces.at(-1)!.no ?? 0) > 1;
    if (above && above.columns === columns && continues(above, cells, apart)) above.cells = joined(above.cells, cells);
    else this.rows.push({ columns, cells, page: this.page, sections: this.sections });
  }

  /** A numbered heading directly above a row or a table belongs to the table; other text is left for others. */
  private takeText(line: Line, index: number): void {
    if (!isNumberedHeading(line.text.trim())) return;
    const next = this.lines.slice(index + 1, index + 1 + WIDEST_GAP).find((candidate) => !isBlankLine(candidate));
    const row = next && rowLineOf(next);
    if (!row) return;
    const opens = next.text.length <= LONGEST_HEADING_ROW && columnsOf(row.cells) !== null;
    if (!opens && !(this.columns && isOfTable(row.cells, this.columns))) return;
    this.enter(passageOf([line]));
    this.linesRead.add(line.no);
  }

  /** 一、 stands above （一）; a heading ends those of its own rank and below. */
  private enter(heading: Passage): void {
    const rank = rankOf(heading.text);
    this.sections = [...this.sections.filter((above) => above.rank < rank), { rank, heading }];
  }
}

const rankOf = (heading: string) => [/^第/, /^[一二三四五六七八九十]{1,3}、/, /^[（(]/].findIndex((form) => form.test(heading.trim())) + 1 || 4;

const LONGEST_HEADING_ROW = 1_000;
const WIDEST_GAP = 5;

const known = (columns: readonly Column[]) => columns.filter(({ kind }) => kind !== 'unknown').length;
const headingsOf = (columns: readonly Column[]) => columns.map(({ heading }) => heading).join('\t');

/** Two heading rows laid over one another: the lower words where there are any. */
function stacked(upper: readonly Cell[], lower: readonly Cell[]): Cell[] {
  return lower.map((cell, index) => (wordsOf(cell) === '' ? (upper[index] ?? cell) : cell));
}

/** The lower heading row of a merged heading has no words of its own under most headings. */
function isUpperOf(upper: RowLine, lower: RowLine): boolean {
  return lower.cells.length === upper.cells.length && lower.cells.some((cell) => wordsOf(cell) === '');
}

/** Rows behind the first line of text after a table belong to it as long as they are about as wide. */
function isOfTable(cells: readonly Cell[], columns: readonly Column[]): boolean {
  return cells.length >= 2 && cells.length <= columns.length + 2 && cells.length * 2 >= columns.length;
}

/**
 * A row that holds only the rest of the sentence above it: broken by the page. Behind a gap, where a page may have ended,
 * the rest of a heading cell may stand beside it.
 */
function continues(above: TableRow, cells: readonly Cell[], apart: boolean): boolean {
  if (cells.length !== above.columns.length || above.cells.length !== cells.length) return false;
  const demand = above.columns.findIndex(({ kind }) => kind === 'requirement');
  const unfinished = demand >= 0 && /[^。；！.;]$/.test(wordsOf(above.cells[demand]!));
  const may = (index: number) => index === demand || (apart && HEADING_KINDS.includes(above.columns[index]!.kind));
  return unfinished && wordsOf(cells[demand]!) !== '' && cells.every((cell, index) => may(index) || wordsOf(cell) === '');
}

const HEADING_KINDS: readonly ColumnKind[] = ['category', 'work', 'name'];

function joined(above: readonly Cell[], below: readonly Cell[]): Cell[] {
  return above.map((cell, index) => ({ pieces: [...cell.pieces, ...below[index]!.pieces.filter(({ text }) => text !== '')] }));
}
