import { cellName, type PlacedNote } from './cell-note.js';
import { attributeOf, prefixOf, tagsOf, withAttribute, type Tag } from './xml-tags.js';

/** The number of the style that marks a cell which looks like `style` now. */
export type Marking = (style: number) => number;

/**
 * A sheet with the cells of the notes marked. Every other character of it stays as it was; a marked cell that was not
 * there is put in its place, and where rows or cells had no number of their own they get it, so that nothing moves.
 */
export function markedSheet(xml: string, notes: readonly PlacedNote[], marking: Marking): string {
  const wanted = new Map<number, Set<number>>();
  for (const { row, column } of notes) wanted.set(row, (wanted.get(row) ?? new Set<number>()).add(column));
  return new SheetMarking(xml, wanted, marking).text();
}

class SheetMarking {
  private readonly out: string[] = [];
  private readonly prefix: string;
  private done = 0;
  private row = 0;
  private column = -1;

  constructor(
    private readonly xml: string,
    private readonly wanted: Map<number, Set<number>>,
    private readonly marking: Marking,
  ) {
    this.prefix = prefixOf(xml, 'worksheet');
  }

  text(): string {
    let inData = false;
    for (const tag of tagsOf(this.xml)) {
      if (tag.name === 'sheetData' && tag.kind === 'empty') this.openedFor(tag);
      else if (tag.name === 'sheetData' && tag.kind === 'close') this.before(tag, this.rowsUpTo(Infinity));
      else if (inData && tag.name === 'row') this.atRow(tag);
      else if (inData && tag.name === 'c' && tag.kind !== 'close') this.atCell(tag);
      if (tag.name === 'sheetData') inData = tag.kind === 'open';
    }
    return this.out.join('') + this.xml.slice(this.done);
  }

  private atRow(tag: Tag): void {
    if (tag.kind === 'close') return this.before(tag, this.cellsUpTo(Infinity));
    const printed = this.xml.slice(tag.from, tag.to);
    this.row = Number(attributeOf(printed, 'r')) || this.row + 1;
    this.column = -1;
    this.before(tag, this.rowsUpTo(this.row));
    const numbered = attributeOf(printed, 'r') === undefined ? withAttribute(printed, 'r', String(this.row)) : printed;
    const cells = tag.kind === 'empty' ? this.cellsUpTo(Infinity) : '';
    this.instead(tag, cells === '' ? numbered : `${numbered.replace(/\s*\/>$/, '>')}${cells}</${this.prefix}row>`);
  }

  private atCell(tag: Tag): void {
    const printed = this.xml.slice(tag.from, tag.to);
    this.column = columnOf(attributeOf(printed, 'r')) ?? this.column + 1;
    const row = this.wanted.get(this.row);
    this.before(tag, this.cellsUpTo(this.column));
    const numbered = row !== undefined || attributeOf(printed, 'r') === undefined ? withAttribute(printed, 'r', cellName(this.column, this.row)) : printed;
    const marked = row?.delete(this.column) ? withAttribute(numbered, 's', String(this.marking(Number(attributeOf(printed, 's') ?? 0)))) : numbered;
    if (marked !== printed) this.instead(tag, marked);
  }

  /** Cells that are wanted in this row left of a column and are not there. */
  private cellsUpTo(column: number): string {
    const row = this.wanted.get(this.row) ?? new Set();
    const missing = [...row].filter((one) => one < column).toSorted((a, b) => a - b);
    for (const one of missing) row.delete(one);
    return this.blank(this.row, missing);
  }

  private rowsUpTo(row: number): string {
    const missing = [...this.wanted].filter(([one, columns]) => one < row && columns.size > 0).toSorted(([a], [b]) => a - b);
    return missing
      .map(([one, columns]) => {
        const cells = this.blank(one, [...columns].toSorted((a, b) => a - b));
        columns.clear();
        return `<${this.prefix}row r="${one}">${cells}</${this.prefix}row>`;
      })
      .join('');
  }

  private blank = (row: number, columns: readonly number[]): string =>
    columns.map((column) => `<${this.prefix}c r="${cellName(column, row)}" s="${this.marking(0)}"/>`).join('');

  private openedFor(tag: Tag): void {
    const rows = this.rowsUpTo(Infinity);
    if (rows !== '') this.instead(tag, `<${this.prefix}sheetData>${rows}</${this.prefix}sheetData>`);
  }

  private before(tag: Tag, addition: string): void {
    if (addition === '') return;
    this.out.push(this.xml.slice(this.done, tag.from), addition);
    this.done = tag.from;
  }

  private instead(tag: Tag, printed: string): void {
    this.out.push(this.xml.slice(this.done, tag.from), printed);
    this.done = tag.to;
  }
}

function columnOf(ref: string | undefined): number | null {
  const letters = /^[A-Z]{1,3}/.exec(ref ?? '')?.[0];
  return letters ? [...letters].reduce((column, letter) => column * 26 + letter.charCodeAt(0) - 64, 0) - 1 : null;
}

/** What may stand behind the drawing of the notes. */
const AFTER_NOTES = new Set(['legacyDrawingHF', 'drawingHF', 'picture', 'oleObjects', 'controls', 'webPublishItems', 'tableParts', 'extLst', 'AlternateContent']);

/** The sheet with a pointer to the drawing of its notes, where the order of its elements wants it. */
export function withNotesDrawing(xml: string, relation: string): string {
  const drawing = `<${prefixOf(xml, 'worksheet')}legacyDrawing xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" r:id="${relation}"/>`;
  let depth = 0;
  for (const tag of tagsOf(xml)) {
    if (depth === 1 && (AFTER_NOTES.has(tag.name) || tag.kind === 'close')) return xml.slice(0, tag.from) + drawing + xml.slice(tag.from);
    depth += tag.kind === 'open' ? 1 : tag.kind === 'close' ? -1 : 0;
  }
  return xml;
}
