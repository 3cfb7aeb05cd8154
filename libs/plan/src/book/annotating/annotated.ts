import { DocumentRefused } from '../../opening/document-refusals.js';
import { kindOfFile } from '../../opening/kind-of-file.js';
import { LIMITS, within } from '../../opening/limits.js';
import { cellsOfSheets, columnsUsed, isListOfProblems } from '../../opening/workbook.js';
import { packedPartsOf, zipEntriesOf } from '../../opening/zip-entries.js';
import { packed, zipOf } from '../zip-file.js';
import { commentsAt, withBoxes, withComments } from './cell-comments.js';
import { cellName, type CellNote, type PlacedNote } from './cell-note.js';
import { MarkedStyles, PLAIN_STYLES } from './marked-styles.js';
import { markedSheet, withNotesDrawing } from './marked-sheet.js';
import { problemsSheet, type Problem } from './problems-sheet.js';
import { WorkbookParts } from './workbook-parts.js';
import { attributeOf, insertedAtEnd, prefixOf, tagsOf } from './xml-tags.js';

const TYPES = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
const BOOK = 'xl/workbook.xml';

/**
 * 批注退回: the workbook itself back, with the cell of each note coloured and commented and a last sheet 问题清单 that
 * lists them all. Nothing else of it changes: parts without notes come back byte for byte, formulas and formats are not
 * looked at. Opened within the limits of `openDocument`; throws `DocumentRefused` for what is no workbook.
 */
export async function annotated(bytes: Uint8Array, notes: readonly CellNote[]): Promise<Uint8Array> {
  within(bytes.length, LIMITS.bytes, 'plan.document-too-large');
  if (bytes.length === 0 || kindOfFile(bytes) !== 'zip') throw new DocumentRefused('plan.document-kind-unknown');
  const entries = zipEntriesOf(bytes);
  if (!entries.names.includes(BOOK)) throw new DocumentRefused('plan.document-kind-unknown');
  const sheets: (Sheet & { readonly isList: boolean })[] = [];
  for await (const { name, part, sheet } of cellsOfSheets(zipEntriesOf(bytes))) sheets.push({ name, part, columns: columnsUsed(sheet), isList: isListOfProblems(sheet) });
  const parts = new WorkbookParts((name) => entries.text(name), new Set(entries.names));
  const styles = stylesOf(parts);
  const problems = notes.map((note) => problemAt(note, sheets));
  for (const { part } of sheets) {
    const own = atOnce(problems.flatMap(({ part: of, cell }) => (of === part && cell ? [cell] : [])));
    if (own.length > 0) annotate(parts, part, own, styles.looks);
  }
  if (styles.looks.isChanged) parts.changed.set(styles.part, styles.looks.text());
  const former = sheets.find(({ isList }) => isList);
  if (former) parts.changed.set(former.part, problemsSheet(problems));
  else addSheet(parts, problemsSheet(problems), sheets.map(({ name }) => name));
  return repacked(bytes, parts.changed);
}

interface Sheet {
  readonly name: string;
  readonly part: string;
  readonly columns: readonly number[];
}

interface PlacedProblem extends Problem {
  /** The sheet it stands in, where there is a cell to mark. */
  readonly part: string | null;
  readonly cell: PlacedNote | null;
}

function problemAt({ sheet: name, row, column, text }: CellNote, sheets: readonly Sheet[]): PlacedProblem {
  const sheet = name === undefined ? sheets[0] : sheets.find((one) => one.name === name);
  if (!sheet || row < 1) return { sheet: name ?? '—', place: '', text, part: null, cell: null };
  const at = column === null ? (sheet.columns[0] ?? 0) : (sheet.columns[column - 1] ?? column - 1);
  return { sheet: sheet.name, place: column === null ? `第${row}行` : cellName(at, row), text, part: sheet.part, cell: { row, column: at, text } };
}

/** One comment for a cell, whatever is said about it. */
function atOnce(notes: readonly PlacedNote[]): PlacedNote[] {
  const cells = new Map<string, PlacedNote>();
  for (const note of notes) {
    const key = cellName(note.column, note.row);
    const before = cells.get(key);
    cells.set(key, before ? { ...note, text: `${before.text}\n${note.text}` } : note);
  }
  return [...cells.values()].toSorted((a, b) => a.row - b.row || a.column - b.column);
}

function annotate(parts: WorkbookParts, part: string, notes: readonly PlacedNote[], looks: MarkedStyles): void {
  let sheet = markedSheet(parts.text(part) ?? '', notes, (style) => looks.marked(style));
  const commented = parts.related(part, 'comments');
  const comments = commented === null ? null : parts.text(commented);
  const there = commentsAt(comments ?? '');
  const boxless = notes.filter(({ row, column }) => !there.has(cellName(column, row)));
  if (commented === null) parts.relate(part, 'comments', parts.add('xl', 'comments', 'xml', withComments(null, notes), `${TYPES}.comments+xml`));
  else parts.changed.set(commented, withComments(comments, notes));
  const pointer = [...tagsOf(sheet)].find(({ name, kind }) => name === 'legacyDrawing' && kind !== 'close');
  const id = pointer && /\sr?[\w.-]*:?id\s*=\s*["']([^"']*)["']/.exec(sheet.slice(pointer.from, pointer.to))?.[1];
  const drawing = id === undefined ? null : parts.related(part, 'vmlDrawing', id);
  if (drawing !== null) parts.changed.set(drawing, withBoxes(parts.text(drawing), boxless));
  else {
    parts.knows('vml', 'application/vnd.openxmlformats-officedocument.vmlDrawing');
    sheet = withNotesDrawing(sheet, parts.relate(part, 'vmlDrawing', parts.add('xl/drawings', 'vmlDrawing', 'vml', withBoxes(null, notes), '')));
  }
  parts.changed.set(part, sheet);
}

function stylesOf(parts: WorkbookParts): { part: string; looks: MarkedStyles } {
  const part = parts.related(BOOK, 'styles');
  const text = part === null ? null : parts.text(part);
  if (part !== null && text !== null) return { part, looks: new MarkedStyles(text) };
  const added = parts.add('xl', 'styles', 'xml', PLAIN_STYLES, `${TYPES}.styles+xml`);
  parts.relate(BOOK, 'styles', added);
  return { part: added, looks: new MarkedStyles(PLAIN_STYLES) };
}

function addSheet(parts: WorkbookParts, sheet: string, names: readonly string[]): void {
  const book = parts.text(BOOK)!;
  const ids = [...tagsOf(book)].filter(({ name }) => name === 'sheet').map(({ from, to }) => Number(attributeOf(book.slice(from, to), 'sheetId')) || 0);
  let name = '问题清单';
  for (let n = 2; names.includes(name); n++) name = `问题清单${n}`;
  const relation = parts.relate(BOOK, 'worksheet', parts.add('xl/worksheets', 'sheet', 'xml', sheet, `${TYPES}.worksheet+xml`));
  const entry = `<${prefixOf(book, 'workbook')}sheet xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" name="${name}" sheetId="${Math.max(0, ...ids) + 1}" r:id="${relation}"/>`;
  parts.changed.set(BOOK, insertedAtEnd(book, 'sheets', entry));
}

function repacked(bytes: Uint8Array, changed: ReadonlyMap<string, string>): Uint8Array {
  const kept = packedPartsOf(bytes);
  const names = new Set(kept.map(({ name }) => name));
  const repack = (name: string) => packed(name, changed.get(name)!.replace(/^(<\?xml[^>]*encoding=["'])UTF-16/i, '$1UTF-8'));
  return zipOf([...kept.map((part) => (changed.has(part.name) ? repack(part.name) : part)), ...[...changed.keys()].filter((name) => !names.has(name)).map(repack)]);
}
