import { LIMITS, within } from './limits.js';
import { printedNumber } from './number-formats.js';
import type { GridCell } from './table-grid.js';
import { readXml, type XmlHandler } from './xml-events.js';

/** The cells of one sheet: rows by their number, columns from 0, merged cells filled. */
export interface SheetCells {
  readonly rows: ReadonlyMap<number, (GridCell | undefined)[]>;
  readonly width: number;
  /** Columns in which anything stands. */
  readonly filled: ReadonlySet<number>;
}

export interface WorkbookParts {
  readonly strings: readonly string[];
  readonly formats: readonly string[];
  readonly from1904: boolean;
}

const local = (name: string) => name.slice(name.indexOf(':') + 1);

export function sheetCells(xml: string, parts: WorkbookParts): SheetCells {
  const reader = new SheetReader(parts);
  readXml(xml, reader);
  let covered = 0;
  for (const area of reader.merges) {
    covered += fill(reader.rows, area, LIMITS.cells - covered);
  }
  const filled = new Set<number>();
  for (const row of reader.rows.values()) row.forEach((cell, column) => cell && cell.text !== '' && filled.add(column));
  return { rows: reader.rows, width: Math.max(0, ...filled) + (filled.size > 0 ? 1 : 0), filled };
}

class SheetReader implements XmlHandler {
  readonly rows = new Map<number, (GridCell | undefined)[]>();
  readonly merges: Area[] = [];
  private number = 0;
  private column = -1;
  private type = '';
  private style = 0;
  private value = '';
  private into = '';

  constructor(private readonly parts: WorkbookParts) {}

  open(name: string, attribute: (name: string) => string | undefined): void {
    const tag = local(name);
    if (tag === 'row') {
      this.number = Number(attribute('r')) || this.number + 1;
      this.column = -1;
    } else if (tag === 'c') {
      this.column = columnOf(attribute('r')) ?? this.column + 1;
      [this.type, this.style, this.value] = [attribute('t') ?? 'n', Number(attribute('s') ?? 0), ''];
    } else if (tag === 'mergeCell') {
      const area = areaOf(attribute('ref') ?? '');
      if (area) this.merges.push(area);
      within(this.merges.length, LIMITS.rows, 'plan.document-too-long');
    }
    this.into = tag;
  }

  close(name: string): void {
    this.into = '';
    if (local(name) !== 'c') return;
    const text = this.printed();
    if (text.trim() === '' || this.column >= LIMITS.columns) return;
    const row = this.rows.get(this.number) ?? [];
    row[this.column] = { text };
    this.rows.set(this.number, row);
    within(this.rows.size, LIMITS.rows, 'plan.document-too-long');
  }

  text(text: string): void {
    if (this.into === 'v' || this.into === 't') this.value += text;
  }

  private printed(): string {
    if (this.type === 's') return this.parts.strings[Number(this.value)] ?? '';
    if (this.type === 'b') return this.value === '1' ? '是' : '否';
    if (this.type !== 'n' || this.value.trim() === '' || Number.isNaN(Number(this.value))) return this.value;
    return printedNumber(Number(this.value), this.parts.formats[this.style] ?? 'General', this.parts.from1904);
  }
}

interface Area {
  readonly top: number;
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
}

function columnOf(ref: string | undefined): number | null {
  const letters = /^[A-Z]{1,3}/.exec(ref ?? '')?.[0];
  return letters ? [...letters].reduce((column, letter) => column * 26 + letter.charCodeAt(0) - 64, 0) - 1 : null;
}

function areaOf(ref: string): Area | null {
  const [, a, top, b, bottom] = /^([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})$/.exec(ref) ?? [];
  const [left, right] = [columnOf(a), columnOf(b)];
  return left === null || right === null ? null : { top: Number(top), left, bottom: Number(bottom), right };
}

/** Fills a merged area and counts its cells. One that reaches far below the last row is filled only where rows are. */
function fill(rows: Map<number, (GridCell | undefined)[]>, { top, left, bottom, right }: Area, most: number): number {
  const cell = rows.get(top)?.[left];
  if (!cell) return 0;
  const last = Math.min(right, LIMITS.columns - 1);
  const numbers = bottom - top < rows.size ? Array.from({ length: bottom - top + 1 }, (_, index) => top + index) : [...rows.keys()].filter((number) => number >= top && number <= bottom);
  within(numbers.length * (last - left + 1), most, 'plan.document-too-long');
  for (const number of numbers) {
    const row = rows.get(number) ?? [];
    for (let column = left; column <= last; column++) row[column] = cell;
    rows.set(number, row);
  }
  return numbers.length * Math.max(0, last - left + 1);
}
