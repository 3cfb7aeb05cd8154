import { DocumentRefused } from './document-refusals.js';
import { LIMITS, within } from './limits.js';
import { openedFrom, type OpenedDocument, type PlacedLine } from './opened-document.js';
import { WordBody } from './word-body.js';
import { WORD } from './word-names.js';
import { numberingOf } from './word-numbering.js';
import { stylesOf } from './word-styles.js';
import { readXml } from './xml-events.js';
import type { ZipEntries } from './zip-entries.js';

const FOLDER = /^(?:.*\/)?document\d*\.xml$/;

/**
 * A .docx: paragraphs and tables in printed order, numbers that Word counts itself included. Deleted and moved-away text
 * is not read; inserted text is. Headers, footers, comments and footnotes are not read.
 */
export function openWord(entries: ZipEntries): OpenedDocument {
  const main = entries.names.find((name) => name === 'word/document.xml') ?? entries.names.find((name) => name.startsWith('word/') && FOLDER.test(name));
  const xml = main === undefined ? null : entries.text(main);
  if (xml === null) throw new DocumentRefused('plan.document-broken');
  const body = new WordBody(stylesOf(entries.text('word/styles.xml')), numberingOf(entries.text('word/numbering.xml')));
  readXml(xml, body, WORD);
  const lines: PlacedLine[] = body.lines;
  within(lines.length, LIMITS.rows, 'plan.document-too-long');
  if (lines.every(({ text }) => text.trim() === '')) throw new DocumentRefused('plan.document-empty');
  return openedFrom('word', lines);
}
