import { parentPort, workerData } from 'node:worker_threads';
import { Refusal } from '#platform';
import { annotated, notesOf } from '../book/index.js';
import { openDocument } from '../opening/open-document.js';
import { readSource } from '../reading-source.js';
import { formatOf } from './format-of.js';
import type { FromThread, ToRead } from './thread-messages.js';

/** A thread of its own opens one document, and reads or annotates it: whatever a file does to a library, it can be ended at any moment. */
const { name, bytes, work, notes = [] } = workerData as ToRead;
const say = (message: FromThread): void => parentPort!.postMessage(message);

try {
  const opened = await openDocument(bytes, { told: (done, total) => say({ progress: { step: 'opening', done, total } }) });
  if (work === 'open') say({ opened });
  else if (work === 'mark') say({ annotated: await annotated(bytes, notes) });
  else if (work === 'annotate') say({ annotated: await annotated(bytes, notesOf(opened)) });
  else {
    const source = { sourceName: name, text: opened.text, places: opened.places, format: formatOf(opened) };
    say({ text: opened.text, read: readSource(source, (done, total) => say({ progress: { step: 'reading', done, total } })) });
  }
} catch (problem) {
  if (!(problem instanceof Refusal)) throw problem;
  say({ refused: { code: problem.code, detail: problem.message, faults: problem.faults } });
}
