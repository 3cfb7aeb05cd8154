import { parentPort, workerData } from 'node:worker_threads';
import { Refusal } from '#platform';
import { openDocument } from '../opening/open-document.js';
import { readSource } from '../reading-source.js';
import { formatOf } from './format-of.js';
import type { FromThread, ToRead } from './thread-messages.js';

/** A thread of its own opens and reads one document: whatever a file does to a library, it can be ended at any moment. */
const { name, bytes } = workerData as ToRead;
const say = (message: FromThread): void => parentPort!.postMessage(message);

try {
  const opened = await openDocument(bytes, { told: (done, total) => say({ progress: { step: 'opening', done, total } }) });
  const source = { sourceName: name, text: opened.text, format: formatOf(opened) };
  const read = readSource(source, (done, total) => say({ progress: { step: 'reading', done, total } }));
  say({ text: opened.text, read });
} catch (problem) {
  if (!(problem instanceof Refusal)) throw problem;
  say({ refused: { code: problem.code, detail: problem.message, faults: problem.faults } });
}
