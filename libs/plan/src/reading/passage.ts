import type { Mark } from './draft.js';

/** A line of the file; `no` counts from 1. `at` is where the text begins in its line, for a cell that is a part of one. */
export interface Line {
  readonly no: number;
  readonly text: string;
  readonly at?: number;
}

/**
 * Text taken from one or more lines that still knows where each character stood, so that a person can be shown the
 * words behind a field. `places[i]` is the place of `text[i]`.
 */
export interface Passage {
  readonly text: string;
  readonly places: readonly Place[];
}

interface Place {
  readonly line: number;
  readonly at: number;
}

/** A cell that is empty or not there. */
export const NOTHING: Passage = { text: '', places: [] };

/** Splits a file into lines, whatever its line ends; a byte order mark is dropped. */
export function linesOf(text: string): Line[] {
  return text
    .replace(/^\uFEFF/, '')
    .split(/\r\n|\n|\r/)
    .map((line, index) => ({ no: index + 1, text: line }));
}

/** A line that says nothing: empty, or only the number of a page. */
export function isBlankLine({ text }: Line): boolean {
  const words = text.trim();
  return words === '' || /^(?:[—－-]{1,3}\s*\d{1,4}\s*[—－-]{1,3}|第\s*\d{1,4}\s*页)$/.test(words);
}

/** The lines without the blanks at their ends, kept apart by line breaks. */
export function passageOf(lines: readonly Line[]): Passage {
  const parts = lines.map(({ no, text, at = 0 }) => {
    const kept = text.trim();
    const start = at + text.length - text.trimStart().length;
    return { text: kept, places: Array.from({ length: kept.length + 1 }, (_, i) => ({ line: no, at: start + i })) };
  });
  return {
    text: parts.map((part) => part.text).join('\n'),
    places: parts.flatMap((part) => part.places).slice(0, -1),
  };
}

/**
 * The passage as running text: page-broken lines joined, layout blanks (排版空格) removed. A blank beside a Chinese
 * character is layout, except between the parts of a slogan in quotation marks; between Latin words it stays.
 */
export function sentenceOf({ text, places }: Passage): Passage {
  const kept: number[] = [];
  let quoted = false;
  for (const { 0: run, index } of text.matchAll(/\s+|\S+/g)) {
    if (run.trim() === '') {
      if (!isLayout(run, text[index - 1] ?? '', text[index + run.length] ?? '', quoted)) kept.push(index);
      continue;
    }
    for (let at = index; at < index + run.length; at++) kept.push(at);
    quoted = run.lastIndexOf('“') > run.lastIndexOf('”') || (quoted && !run.includes('”'));
  }
  return { text: kept.map((at) => text[at]).join(''), places: kept.map((at) => places[at]!) };
}

function isLayout(blank: string, before: string, after: string, quoted: boolean): boolean {
  if (blank.includes('\n')) return true;
  if (HAN.test(before) && HAN.test(after)) return !quoted;
  return CHINESE.test(before) || CHINESE.test(after);
}

const HAN = /\p{Script=Han}/u;
const CHINESE = /[\p{Script=Han}，。；：、“”‘’（）《》〔〕【】！？…]/u;

/** Marks over `text[from…to)`, one for each line that the stretch touches. */
export function marksOn(field: string, passage: Passage, from = 0, to = passage.text.length): Mark[] {
  const marks: Mark[] = [];
  for (let index = from; index < to; index++) {
    if (passage.text[index] === '\n') continue;
    const { line, at } = passage.places[index]!;
    const last = marks.at(-1);
    if (last?.line === line) last.to = at + 1;
    else marks.push({ field, line, from: at, to: at + 1 });
  }
  return marks;
}
