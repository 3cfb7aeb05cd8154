import { DocumentRefused } from './document-refusals.js';
import { openedFrom, type OpenedDocument } from './opened-document.js';

/**
 * A .doc of Word 97 to 2003, or advice where it is a workbook, protected, or not to be read. What is read of such a file keeps
 * neither the grid of its tables nor the numbers that Word counts: the rows are found by the mark at their ends.
 */
export async function openOldWord(bytes: Uint8Array): Promise<OpenedDocument> {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const holds = (stream: string) => file.includes(Buffer.from(stream, 'utf16le'));
  if (holds('EncryptedPackage')) throw new DocumentRefused('plan.document-encrypted');
  if (holds('Macros') || holds('_VBA_PROJECT')) throw new DocumentRefused('plan.document-macros');
  if (!holds('WordDocument')) throw new DocumentRefused('plan.document-old-format');
  const body = await bodyOf(file);
  if (body.trim() === '') throw new DocumentRefused('plan.document-empty');
  return openedFrom('old-word', linesOfBody(body).map((text, index) => ({ text, place: { paragraph: index + 1 } })));
}

async function bodyOf(file: Buffer): Promise<string> {
  const { default: WordExtractor } = await import('word-extractor');
  try {
    // Dashes and quotation marks stay as they were written; the published types do not know this choice.
    const document: { getBody(choice: { filterUnicode: boolean }): string } = await new WordExtractor().extract(file);
    return document.getBody({ filterUnicode: false });
  } catch (problem) {
    throw new DocumentRefused(/encrypt/i.test((problem as Error).message) ? 'plan.document-encrypted' : 'plan.document-old-format');
  }
}

/**
 * Paragraphs and rows of the text that a .doc gives. Each cell ends with a tab; a row ends with a break behind the tab of its last cell
 * or, where the file does not say which paragraphs are ends of rows, with one more tab.
 */
export const linesOfBody = (body: string): string[] => (body.includes('\t\n') ? byBreaks(body) : byTabs(body));

function byBreaks(body: string): string[] {
  const rows = body.split('\t\n').map((row) => row.split('\t'));
  const below = rows.pop()!.join('\t').replace(/\n$/, '');
  let width: number | null = null;
  const lines = rows.flatMap((cells) => {
    const above = cells[0]!.split('\n');
    const begins = above.length > 1 && (startsTable(above, width) || cells.length !== width || cells.slice(1).every(isCaption));
    width = cells.length;
    return begins ? [...above.slice(0, -1), rowOf([above.at(-1)!, ...cells.slice(1)])] : [rowOf(cells)];
  });
  return [...lines, ...(below ? below.split('\n') : [])];
}

/** The first empty cell behind a heading row shows how many cells a row has; lines above a row's first cell are paragraphs. */
function byTabs(body: string): string[] {
  const cells = body.split('\t');
  const lines: string[] = [];
  let row: string[] = [];
  let width: number | null = null;
  const flush = (): void => void (row.length > 0 && lines.push(rowOf(row)));
  cells.forEach((cell, index) => {
    const isLast = index === cells.length - 1;
    if (isLast) {
      flush();
      lines.push(...cell.split('\n'));
      return;
    }
    const rowEnds = row.length > 0 && cell === '' && (width === null || row.length >= width || cells[index + 1]?.includes('\n') === true);
    if (rowEnds) {
      width = row.length;
      flush();
      row = [];
      return;
    }
    const above = row.length === 0 ? cell.split('\n') : [cell];
    if (above.length > 1 && startsTable(above, width)) {
      lines.push(...above.slice(0, -1));
      width = null;
    }
    row.push(above.length > 1 && width === null ? above.at(-1)! : cell);
  });
  return lines;
}

/** Text above a first cell: always before the first table; later where it is long or holds an empty line. */
function startsTable(above: readonly string[], width: number | null): boolean {
  return width === null || above.length > 3 || above.some((line) => line === '' || line.length > 40);
}

/** What stands above a column: a few characters, no figures, no sentence. */
const isCaption = (cell: string): boolean => /^[\p{Script=Han}（）()、/\s]{1,14}$/u.test(cell);

const rowOf = (cells: readonly string[]): string => cells.map((cell) => cell.trim().replace(/\n+/g, '\v')).join('\t');
