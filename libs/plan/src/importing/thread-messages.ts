import type { CellNote } from '../book/annotating/cell-note.js';
import type { OpenedDocument } from '../opening/opened-document.js';
import type { ReadSource } from '../reading-source.js';
import type { ImportRefusal, Progress } from './plan-documents.js';

/** What a thread is to read, or to give back with what is to be said about it at its cells. */
export interface ToRead {
  /** `open` gives the text alone, `mark` the workbook with notes that somebody else has written: for tables that are no plan. */
  readonly work: 'read' | 'annotate' | 'open' | 'mark';
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly notes?: readonly CellNote[];
}

/** A document as text, and what was read in it. */
export interface ReadDocument {
  readonly text: string;
  readonly read: ReadSource;
}

/** What it says meanwhile, and in the end. */
export type FromThread = { readonly progress: Progress } | { readonly refused: ImportRefusal } | { readonly annotated: Uint8Array } | { readonly opened: OpenedDocument } | ReadDocument;
