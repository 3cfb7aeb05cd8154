import { NUMBERING, TIME_LINE, type Paragraph } from './paragraphs.js';
import { findDeadlines } from './deadline.js';
import { sliceOf, type Passage } from './passage-parts.js';
import { isUnitLine, unitBracketsIn } from './unit-brackets.js';

/** A stretch of text under its headings, with the lines below it that name its units or its time. */
export interface Block {
  /** From the outermost in, as printed. */
  readonly path: readonly Passage[];
  /** Printed number of a numbered paragraph: "12." is 12. */
  readonly no: string | null;
  readonly texts: Passage[];
  readonly labels: Passage[];
  readonly lines: number[];
}

interface Heading {
  readonly level: number;
  readonly text: Passage;
  readonly no: string | null;
}

const LONGEST_HEADING = 60;
/** 2.加快…工作。 with more behind it: a sentence this short is a heading that runs into its text. */
const LONGEST_RUN_IN = 32;
const CHAPTER_TITLE = /^(?:总体|指导|工作|主要|重点|保障|组织)[\p{Script=Han}]{2,6}$/u;

/** 附件2：…名单: where an annex is announced or begins; its title follows. */
const ANNEX = /^附件\s?[一二三四五六七八九十\d]{0,3}(?:[：:]|$)/;
const ANNEX_TITLE = /^[^，。；：]{2,60}$/;

/**
 * The paragraphs under their headings. A paragraph begins a block unless it is a line of labels (牵头单位：…), which belongs
 * to the block above; unnumbered paragraphs under one heading stand in one block until labels close it.
 */
export function outlineOf(paragraphs: readonly Paragraph[]): Block[] {
  const blocks: Block[] = [];
  let headings: Heading[] = [];
  const open = (lines: readonly number[]) => {
    const block: Block = { path: headings.map(({ text }) => text).filter(({ text }) => text !== ''), no: headings.at(-1)?.no ?? null, texts: [], labels: [], lines: [...lines] };
    blocks.push(block);
    return block;
  };
  let annex = false;
  for (const { text, lines } of paragraphs) {
    const last = blocks.at(-1);
    annex = ANNEX.test(text.text) || (annex && ANNEX_TITLE.test(text.text) && !NUMBERING.test(text.text));
    if (annex) {
      headings = [];
      open(lines);
      continue;
    }
    if (isUnitLine(text.text) || TIME_LINE.test(text.text)) {
      const block = last ?? open([]);
      block.labels.push(text);
      block.lines.push(...lines);
      continue;
    }
    const { heading, body } = readHeading(text, headings);
    if (heading) {
      headings = [...headings.filter(({ level }) => level < heading.level), heading];
      const block = open(lines);
      if (body) block.texts.push(body);
    } else if (last && last.labels.length === 0) {
      last.texts.push(text);
      last.lines.push(...lines);
    } else open(lines).texts.push(text);
  }
  return blocks;
}

/** A numbered paragraph is a heading, a heading that runs into its text, or text with a number. */
function readHeading(paragraph: Passage, above: readonly Heading[]): { heading: Heading | null; body: Passage | null } {
  const match = NUMBERING.exec(paragraph.text);
  if (!match) return { heading: null, body: null };
  const from = match[0].length;
  const rest = paragraph.text.slice(from);
  const level = levelOf(match, rest, above);
  const no = /\d{1,3}/.exec(match[0])?.[0] ?? null;
  const end = headingEnd(rest, level);
  if (end === 0) return { heading: { level, text: sliceOf(paragraph, 0, 0), no }, body: sliceOf(paragraph, from) };
  const body = from + end < paragraph.text.length ? sliceOf(paragraph, from + end) : null;
  return { heading: { level, text: sliceOf(paragraph, 0, from + end), no }, body };
}

function levelOf({ groups }: RegExpExecArray, rest: string, above: readonly Heading[]): number {
  if (groups!.chapter) return 1;
  if (groups!.section) return 2;
  // "4、 保障措施" after 三、: a chapter whose numeral was changed by an office program.
  if (groups!.item?.endsWith('、') && above.length > 0 && CHAPTER_TITLE.test(rest) && /措施$|要求$|目标$|保障$/.test(rest)) return 1;
  return groups!.item ? 3 : 4;
}

/** Where the heading ends in a numbered paragraph; 0 where the paragraph is text from its first word. */
function headingEnd(rest: string, level: number): number {
  const inside = level <= 2 ? /[。；].|[；：]$/ : /[。；，：].|；$/;
  if (rest.length <= LONGEST_HEADING && !inside.test(rest) && unitBracketsIn(rest).length === 0) return rest.length;
  const sentence = /^[^。；：]{2,40}。/.exec(rest)?.[0];
  if (!sentence || sentence.length > LONGEST_RUN_IN || sentence.length === rest.length) return 0;
  if ((sentence.match(/，/g)?.length ?? 0) > 1 || unitBracketsIn(rest).some(({ from }) => from <= sentence.length)) return 0;
  return findDeadlines(sentence).deadlines.some(({ kind }) => kind === 'by_date' || kind === 'until_date') ? 0 : sentence.length;
}
