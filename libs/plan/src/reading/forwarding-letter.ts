import { NUMBERING, paragraphsOf } from './paragraphs.js';
import { sliceOf, type Passage } from './passage-parts.js';
import { proseTaskOf, type ProseTask } from './prose-task.js';
import { questionsOn } from './prose-questions.js';
import type { Recogniser } from './section.js';
import { readUnits } from './unit-names.js';
import { ownTierOf } from './unit-level.js';

/** The sentence that forwards a document and announces demands of the sender's own. */
const FORWARDS = /(?:转发|转给|印发)[^。；]{0,12}(?:你们|你单位|各单位)[^。]{0,60}(?:要求|意见|如下)[^。]{0,12}[：:。；]$/;
const LONGEST_SALUTATION = 120;

/** 转发通知: a letter that forwards a plan and adds numbered demands; they go to the units it is addressed to. */
export const readForwardingLetter: Recogniser = (lines) => {
  const paragraphs = paragraphsOf(lines);
  const at = paragraphs.findIndex(({ text }) => FORWARDS.test(text.text));
  if (at < 0) return null;
  const salutation = paragraphs.slice(Math.max(0, at - 3), at).findLast(({ text }) => isSalutation(text));
  const named = salutation ? [addressees(salutation.text)] : [];
  const reads: ProseTask[] = [];
  const read = [...paragraphs[at]!.lines, ...(salutation?.lines ?? [])];
  for (const { text, lines: own } of paragraphs.slice(at + 1)) {
    const number = NUMBERING.exec(text.text);
    const no = /\d{1,3}|[一二三四五六七八九十]{1,3}/.exec(number?.[0] ?? '')?.[0];
    if (!number || no === undefined) break;
    const requirement = sliceOf(text, number[0].length);
    reads.push(proseTaskOf({ no, path: [], requirement, named, printed: { text: '', places: [] }, inherited: named.length > 0 ? ['responsible'] : [] }));
    read.push(...own);
  }
  if (reads.length === 0) return null;
  const own = ownTierOf(reads.flatMap(({ task }) => task.responsible.map(({ name }) => name)));
  return {
    tasks: reads.map(({ task }) => task),
    questions: [],
    about: reads.flatMap((task) => questionsOn(task, reads, own)),
    lines: new Set(read),
  };
};

function isSalutation({ text }: Passage): boolean {
  return /[：:]$/.test(text) && text.length <= LONGEST_SALUTATION;
}

function addressees(salutation: Passage) {
  const text = sliceOf(salutation, 0, salutation.text.length - 1);
  return { text, units: readUnits(text.text, 'responsible') };
}
