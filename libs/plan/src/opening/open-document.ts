import { setImmediate as nextTurn } from 'node:timers/promises';
import { DocumentRefused } from './document-refusals.js';
import { kindOfFile } from './kind-of-file.js';
import { LIMITS, within } from './limits.js';
import { openOldWord } from './old-word.js';
import type { Between, OpenedDocument } from './opened-document.js';
import { openPdf } from './pdf-document.js';
import { openText } from './plain-text.js';
import { openWord } from './word-document.js';
import { openWorkbook } from './workbook.js';
import { zipEntriesOf } from './zip-entries.js';

/** So many pages or sheets of so many are done. */
export type Told = (done: number, total: number) => void;

/**
 * Opens a plan document of any kind it knows; the kind is recognised by the content, never by the name. Throws
 * `DocumentRefused` with a stable code and advice. `signal` ends a reading that takes too long (between pages; the caller
 * that must end any reading at any time runs this in a worker thread). `told` hears how many pages or sheets are done.
 */
export async function openDocument(bytes: Uint8Array, { signal, told }: { signal?: AbortSignal; told?: Told } = {}): Promise<OpenedDocument> {
  within(bytes.length, LIMITS.bytes, 'plan.document-too-large');
  if (bytes.length === 0) throw new DocumentRefused('plan.document-empty');
  try {
    const document = await opened(bytes, async (done, total) => {
      told?.(done, total);
      await nextTurn();
      if (signal?.aborted) throw new DocumentRefused('plan.document-too-slow');
    });
    return { ...document, text: storable(document.text) };
  } catch (problem) {
    if (problem instanceof DocumentRefused) throw problem;
    // Whatever a damaged file does to a library, it is the file that is at fault.
    throw new DocumentRefused('plan.document-broken');
  }
}

/** No database keeps a NUL or half a character; each is replaced by one sign, so that every place stays true. */
function storable(text: string): string {
  return text.replaceAll('\0', ' ').replace(/\p{Surrogate}/gu, '\uFFFD');
}

async function opened(bytes: Uint8Array, between: Between): Promise<OpenedDocument> {
  switch (kindOfFile(bytes)) {
    case 'text': return openText(bytes);
    case 'pdf': return openPdf(bytes, between);
    case 'old-word': return openOldWord(bytes);
    case 'zip': {
      const entries = zipEntriesOf(bytes);
      if (/macroEnabled/i.test(entries.text('[Content_Types].xml') ?? '')) throw new DocumentRefused('plan.document-macros');
      if (entries.names.some((name) => name.startsWith('word/'))) return openWord(entries);
      if (entries.names.includes('xl/workbook.xml')) return openWorkbook(entries, between);
      throw new DocumentRefused('plan.document-kind-unknown');
    }
  }
}
