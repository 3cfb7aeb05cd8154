import { createRequire } from 'node:module';
import path from 'node:path';
import { DocumentRefused } from './document-refusals.js';
import { LIMITS, within } from './limits.js';
import { openedFrom, type Between, type OpenedDocument, type PlacedLine } from './opened-document.js';
import { rulingsOf, type DrawingCodes } from './pdf-drawing.js';
import { continued, linesOf, paragraphsOf, widened, type Margins, type Paragraph, type TextLine, type Word } from './pdf-lines.js';
import { withoutRadicals } from './radicals.js';
import { tablesOf, type PdfTable } from './pdf-tables.js';

type Library = typeof import('pdfjs-dist/legacy/build/pdf.mjs');
type PdfPage = Awaited<ReturnType<Awaited<ReturnType<Library['getDocument']>['promise']>['getPage']>>;

/** Fewer letters than this on an average page: the pages are pictures. */
const FEWEST_LETTERS = 10;

/** A PDF that holds text: ruled tables become rows, other lines are joined into paragraphs, page by page. */
export async function openPdf(bytes: Uint8Array, between: Between): Promise<OpenedDocument> {
  const library = await import('pdfjs-dist/legacy/build/pdf.mjs');
  const folder = path.dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json'));
  const loading = library.getDocument({
    data: Uint8Array.from(bytes),
    cMapUrl: `${folder}/cmaps/`,
    cMapPacked: true,
    standardFontDataUrl: `${folder}/standard_fonts/`,
    isEvalSupported: false,
    disableFontFace: true,
    useSystemFonts: false,
    enableXfa: false,
    verbosity: 0,
  });
  try {
    const document = await loading.promise;
    within(document.numPages, LIMITS.pages, 'plan.document-too-long');
    const lines: PlacedLine[] = [];
    let goesOn = false;
    let margins: Margins = { left: Infinity, right: -Infinity };
    for (let number = 1; number <= document.numPages; number++) {
      await between(number - 1, document.numPages);
      const page = await document.getPage(number);
      const { texts, tables } = await contentOf(page, codesOf(library));
      margins = widened(margins, texts);
      const blocks = blocksOf(paragraphsOf(texts, margins), tables);
      const last = lines.at(-1);
      if (goesOn && last && blocks[0]?.flush) lines[lines.length - 1] = { ...last, text: continued(last.text, blocks.shift()!.lines[0]!) };
      if (blocks.length > 0) lines.push({ text: '', place: { page: number } });
      lines.push(...blocks.flatMap((block) => block.lines.map((text) => ({ text, place: { page: number } }))));
      goesOn = blocks.length === 0 ? goesOn : blocks.at(-1)!.full;
      page.cleanup();
    }
    const letters = lines.reduce((count, { text }) => count + text.replace(/\s/g, '').length, 0);
    if (letters < FEWEST_LETTERS * document.numPages) throw new DocumentRefused('plan.document-scanned');
    return openedFrom('pdf', lines.slice(1));
  } catch (problem) {
    if (problem instanceof DocumentRefused) throw problem;
    throw new DocumentRefused((problem as Error).name === 'PasswordException' ? 'plan.document-encrypted' : 'plan.document-broken');
  } finally {
    await loading.destroy();
  }
}

function codesOf({ OPS }: Library): DrawingCodes {
  const { save, restore, transform, constructPath, fill, eoFill, stroke, closeStroke, fillStroke, eoFillStroke, closeFillStroke, closeEOFillStroke } = OPS;
  return { save, restore, transform, constructPath, fills: new Set([fill, eoFill]), strokes: new Set([stroke, closeStroke, fillStroke, eoFillStroke, closeFillStroke, closeEOFillStroke]) };
}

/** A paragraph or table of a page; whether it may go on from the page before, and on the next. */
interface Block {
  readonly y: number;
  readonly lines: readonly string[];
  readonly flush: boolean;
  readonly full: boolean;
}

function blocksOf(paragraphs: readonly Paragraph[], tables: readonly PdfTable[]): Block[] {
  const texts = paragraphs.map(({ text, ...rest }): Block => ({ ...rest, lines: [text] }));
  return [...texts, ...tables.map(({ top, lines }): Block => ({ y: top, lines, flush: false, full: false }))].toSorted((a, b) => b.y - a.y);
}

/** The tables of a page and the lines outside them, page numbers aside. */
async function contentOf(page: PdfPage, codes: DrawingCodes): Promise<{ texts: TextLine[]; tables: PdfTable[] }> {
  const { items } = await page.getTextContent();
  const words = items.flatMap((item): Word[] => {
    if (!('str' in item) || item.str.trim() === '') return [];
    const [, , , height = 0, x = 0, y = 0] = item.transform as number[];
    return [{ text: withoutRadicals(item.str), x, y, width: item.width, height: Math.abs(height) || item.height }];
  });
  within(words.length, LIMITS.cells, 'plan.document-too-long');
  const tables = tablesOf(rulingsOf(await page.getOperatorList(), codes), words);
  const inTable = ({ x, y, width }: Word) => tables.some((table) => y < table.top && y > table.bottom && x + width / 2 > table.left && x + width / 2 < table.right);
  const [, , , height = 0] = page.view as [number, number, number, number];
  const texts = linesOf(words.filter((word) => !inTable(word))).filter(({ text, y }) => !(/^\d{1,4}$/.test(text) && (y < height * 0.1 || y > height * 0.9)));
  return { texts, tables };
}
