import { DocumentRefused } from './document-refusals.js';
import { LIMITS, within } from './limits.js';
import { formatOf } from './number-formats.js';
import { openedFrom, type Between, type OpenedDocument, type PlacedLine } from './opened-document.js';
import { lineOfRow, type GridCell } from './table-grid.js';
import { sheetCells, type SheetCells } from './workbook-cells.js';
import { readXml } from './xml-events.js';
import type { ZipEntries } from './zip-entries.js';

interface SheetName {
  readonly name: string;
  readonly part: string;
  readonly hidden: boolean;
}

/** Rows of nothing between two rows are kept as blank lines, so that line and row agree; a wider gap is one blank line. */
const WIDEST_GAP = 200;

/**
 * A .xlsx: all sheets in their order, one line per row; in the first sheet the line is the row. Dates and numbers stand
 * as the workbook prints them. A hidden sheet is not read but named, so that nothing is left out in silence.
 */
export async function openWorkbook(entries: ZipEntries, between: Between): Promise<OpenedDocument> {
  const lines: PlacedLine[] = [];
  const left: string[] = [];
  for await (const { name, hidden, sheet } of cellsOfSheets(entries, between)) {
    if (sheet.rows.size === 0 || isListOfProblems(sheet)) continue;
    if (hidden) left.push(`隐藏的工作表未读入：${name}（${sheet.rows.size}行）`);
    else lines.push(...(lines.length > 0 ? [{ text: '', place: { sheet: name } }] : []), ...linesOfSheet(name, sheet));
  }
  if (lines.length === 0) throw new DocumentRefused('plan.document-empty');
  return openedFrom('workbook', [...lines, ...left.flatMap((text) => ['', text].map((words) => ({ text: words, place: {} })))]);
}

/** The sheets of a workbook, one after the other; all their cells together stay within the limit. */
export async function* cellsOfSheets(entries: ZipEntries, between?: Between): AsyncGenerator<SheetName & { readonly sheet: SheetCells }> {
  const { sheets, from1904 } = sheetsOf(entries);
  const strings = sharedStrings(entries.text('xl/sharedStrings.xml'));
  const formats = formatsOf(entries.text('xl/styles.xml'));
  let cells = 0;
  for (const [at, one] of sheets.entries()) {
    await between?.(at, sheets.length);
    const sheet = sheetCells(entries.text(one.part) ?? '', { strings, formats, from1904 });
    cells += sheet.rows.size * sheet.width;
    within(cells, LIMITS.cells, 'plan.document-too-long');
    yield { ...one, sheet };
  }
}

/** Opens the sheet of problems that an annotated workbook comes back with; that sheet is no part of the plan. */
export const PROBLEMS_MARK = '晴空问题清单';
export const isListOfProblems = ({ rows }: SheetCells): boolean => rows.get(1)?.find((cell) => cell !== undefined)?.text.startsWith(PROBLEMS_MARK) ?? false;

/** The columns of a sheet in which anything stands, from 0: those that are left of it in the opened text. */
export const columnsUsed = ({ width, filled }: SheetCells): number[] => Array.from({ length: width }, (_, column) => column).filter((column) => filled.has(column));

function linesOfSheet(name: string, sheet: SheetCells): PlacedLine[] {
  const { rows } = sheet;
  const used = columnsUsed(sheet);
  const lines: PlacedLine[] = [];
  let before = 0;
  let above: (GridCell | undefined)[] | undefined;
  for (const number of [...rows.keys()].toSorted((a, b) => a - b)) {
    const row = used.map((column) => rows.get(number)![column]);
    const gap = number - before - 1;
    for (let blank = 0; blank < (gap > WIDEST_GAP ? 1 : gap); blank++) lines.push({ text: '', place: { sheet: name, row: before + blank + 1 } });
    lines.push({ text: lineOfRow(row, above) ?? '', place: { sheet: name, row: number } });
    [above, before] = [row, number];
  }
  return lines;
}

function sheetsOf(entries: ZipEntries): { sheets: SheetName[]; from1904: boolean } {
  const workbook = entries.text('xl/workbook.xml');
  if (workbook === null) throw new DocumentRefused('plan.document-broken');
  const targets = new Map<string, string>();
  readXml(entries.text('xl/_rels/workbook.xml.rels') ?? '', {
    open: (name, attribute) => {
      const target = attribute('Target') ?? '';
      if (name.endsWith('Relationship')) targets.set(attribute('Id') ?? '', target.startsWith('/') ? target.slice(1) : `xl/${target}`);
    },
  });
  const sheets: SheetName[] = [];
  let from1904 = false;
  readXml(workbook, {
    open: (name, attribute) => {
      if (/^(?:\w+:)?workbookPr$/.test(name)) from1904 = /^(?:1|true)$/.test(attribute('date1904') ?? '');
      if (!/^(?:\w+:)?sheet$/.test(name)) return;
      const part = targets.get(attribute('r:id') ?? attribute('d3p1:id') ?? '') ?? `xl/worksheets/sheet${sheets.length + 1}.xml`;
      sheets.push({ name: attribute('name') ?? '', part, hidden: /hidden/i.test(attribute('state') ?? '') });
    },
  });
  return { sheets, from1904 };
}

/** The strings that cells point to; phonetic helps (rPh) are no part of them. */
function sharedStrings(xml: string | null): string[] {
  const strings: string[] = [];
  let text = '';
  const inside: string[] = [];
  const local = (name: string) => name.slice(name.indexOf(':') + 1);
  readXml(xml ?? '', {
    open: (name) => {
      inside.push(local(name));
      if (local(name) === 'si') text = '';
    },
    close: (name) => {
      inside.pop();
      if (local(name) === 'si') strings.push(text);
    },
    text: (words) => {
      if (inside.at(-1) === 't' && !inside.includes('rPh')) text += words;
    },
  });
  return strings;
}

/** The number format of each cell style, by its place among the cell styles. */
function formatsOf(xml: string | null): string[] {
  const custom = new Map<number, string>();
  const formats: string[] = [];
  let inCells = false;
  readXml(xml ?? '', {
    open: (name, attribute) => {
      if (/^(?:\w+:)?numFmt$/.test(name)) custom.set(Number(attribute('numFmtId')), attribute('formatCode') ?? '');
      if (/^(?:\w+:)?cellXfs$/.test(name)) inCells = true;
      if (inCells && /^(?:\w+:)?xf$/.test(name)) formats.push(formatOf(Number(attribute('numFmtId') ?? 0), custom));
    },
    close: (name) => {
      if (/^(?:\w+:)?cellXfs$/.test(name)) inCells = false;
    },
  });
  return formats;
}
