import { passageOf, sentenceOf, type Line, type Passage } from './passage.js';

export type { Passage } from './passage.js';

/** A stretch of a passage; each character keeps its place. */
export function sliceOf({ text, places }: Passage, from: number, to = text.length): Passage {
  return { text: text.slice(from, to), places: places.slice(from, to) };
}

/** A stretch without the signs and blanks that only divide it from its neighbours. */
export function trimmedSliceOf(passage: Passage, from: number, to: number, edges: RegExp): Passage {
  let start = from;
  let end = to;
  while (start < end && edges.test(passage.text[start]!)) start++;
  while (end > start && passage.text[end - 1]!.trim() === '') end--;
  return sliceOf(passage, start, end);
}

/** Marks that a converter leaves in the text: [bookmark: name], and the dash or dot of a list. */
const MARKS = /\[bookmark:[^\]\n]{0,80}\]|^\s*[-•·*]\s+/g;

/** No printed line is as long as this: such text is left unread, and asked about. */
export const LONGEST_LINE = 100_000;

/** A line as running text: bookmark marks and layout blanks removed. */
export function cleanLine(line: Line): Passage {
  return sentenceOf(withoutMarks(passageOf([line])));
}

/** Lines of one paragraph as running text: breaks healed. */
export function healed(lines: readonly Line[]): Passage {
  return sentenceOf(withoutMarks(passageOf(lines)));
}

function withoutMarks({ text, places }: Passage): Passage {
  const keep = new Array<boolean>(text.length).fill(true);
  for (const { 0: mark, index } of text.matchAll(MARKS)) keep.fill(false, index, index + mark.length);
  return { text: [...keep.keys()].filter((at) => keep[at]).map((at) => text[at]).join(''), places: places.filter((_, at) => keep[at]) };
}

export const linesOfPassage = ({ places }: Passage): number[] => [...new Set(places.map(({ line }) => line))];
