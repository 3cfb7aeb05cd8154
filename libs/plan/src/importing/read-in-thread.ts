import { Worker } from 'node:worker_threads';
import type { CellNote } from '../book/annotating/cell-note.js';
import type { OpenedDocument } from '../opening/opened-document.js';
import { DocumentRefused, type DocumentProblem } from '../opening/document-refusals.js';
import { ImportRefused } from './import.refusals.js';
import type { Progress } from './plan-documents.js';
import type { FromThread, ReadDocument, ToRead } from './thread-messages.js';

const THREAD = new URL('./document-thread.js', import.meta.url);
/** A workbook of 5,000 rows takes a few seconds; who waits longer than this is helped by an answer, not by waiting. */
const LONGEST_MS = 60_000;
/** The largest file that the limits of `opening` let pass needs less. */
const MOST_MEMORY_MB = 768;
const MOST_CHARACTERS = 2_000_000;

/**
 * Opens and reads a document in a thread of its own, within a minute and 768 MB. Whoever stops waiting (`signal`) ends it.
 * Throws what refuses the document; nothing of it has been kept then.
 */
export async function readInThread(document: Named, { told, signal }: Waiting): Promise<ReadDocument> {
  const said = await inThread({ ...document, work: 'read' }, told, signal);
  if (!('text' in said)) throw new DocumentRefused('plan.document-broken');
  if (said.text.length > MOST_CHARACTERS) throw new DocumentRefused('plan.document-too-long');
  return said;
}

/** 批注退回: the workbook itself back, with what is to be said about it at its cells; within the same limits. */
export async function annotatedInThread(document: Named): Promise<Uint8Array> {
  const said = await inThread({ ...document, work: 'annotate' }, () => undefined);
  if (!('annotated' in said)) throw new DocumentRefused('plan.document-broken');
  return said.annotated;
}

/** A workbook that is no plan, as text: for tables of other contexts; within the same limits. */
export async function openInThread(document: Named): Promise<OpenedDocument> {
  const said = await inThread({ ...document, work: 'open' }, () => undefined);
  if (!('opened' in said)) throw new DocumentRefused('plan.document-broken');
  return said.opened;
}

/** The workbook itself back, with these notes at its cells. */
export async function markedInThread(document: Named, notes: readonly CellNote[]): Promise<Uint8Array> {
  const said = await inThread({ ...document, work: 'mark', notes }, () => undefined);
  if (!('annotated' in said)) throw new DocumentRefused('plan.document-broken');
  return said.annotated;
}

async function inThread(document: ToRead, told: (progress: Progress) => void, signal?: AbortSignal): Promise<Exclude<LastWord, { refused: unknown }>> {
  const thread = new Worker(THREAD, { workerData: document, resourceLimits: { maxOldGenerationSizeMb: MOST_MEMORY_MB }, stdout: true, stderr: true });
  const end = AbortSignal.any([AbortSignal.timeout(LONGEST_MS), ...(signal ? [signal] : [])]);
  try {
    const said = await lastWord(thread, told, end);
    if ('refused' in said) throw new ImportRefused(said.refused);
    return said;
  } finally {
    await thread.terminate();
  }
}

type Named = Omit<ToRead, 'work'>;
interface Waiting {
  readonly told: (progress: Progress) => void;
  readonly signal?: AbortSignal;
}
type LastWord = Exclude<FromThread, { progress: Progress }>;

const lastWord = (thread: Worker, told: (progress: Progress) => void, end: AbortSignal): Promise<LastWord> =>
  new Promise((resolve, reject) => {
    const refuse = (problem: DocumentProblem) => () => reject(new DocumentRefused(problem));
    thread.on('message', (message: FromThread) => ('progress' in message ? told(message.progress) : resolve(message)));
    thread.once('error', (error: NodeJS.ErrnoException) => refuse(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? 'plan.document-too-big-inside' : 'plan.document-broken')());
    thread.once('exit', refuse('plan.document-broken'));
    if (end.aborted) refuse('plan.document-too-slow')();
    end.addEventListener('abort', refuse('plan.document-too-slow'), { once: true });
  });
