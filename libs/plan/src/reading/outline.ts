import { NUMBERING, TIME_LINE, type Paragraph } from './paragraphs.js';
import { findDeadlines } from './deadline.js';
import { sliceOf, type Passage } from './passage-parts.js';
import { isUnitLine, unitBracketsIn, type UnitBracket } from './unit-brackets.js';

/** A stretch of text under its headings, with the lines beside it that name its units or its time. */
export interface Block {
  /** From the outermost in, as printed. */
  readonly path: readonly Passage[];
  /** Printed number of a numbered paragraph: "12." is 12. */
  readonly no: string | null;
  readonly texts: Passage[];
  readonly labels: Passage[];
  readonly lines: number[];
  /** Units that the nearest heading above names for everything under it. */
  readonly above: Passage | null;
  /** The block is only a heading that names units, and text follows under it. */
  covers: boolean;
  /** The labels stand above the text. */
  labelsFirst: boolean;
  /** The block is only a heading, and nothing stands under it. */
  leaf: boolean;
}

interface Heading {
  readonly level: number;
  readonly text: Passage;
  readonly no: string | null;
  /** （一）管住河岸（市水利局牵头）: the bracket of a heading. */
  readonly units: Passage | null;
}

const LONGEST_HEADING = 60;
/** 2.加快…工作。 with more behind it: a sentence this short is a heading that runs into its text. */
const LONGEST_RUN_IN = 32;
const CHAPTER_TITLE = /^(?:总体|指导|工作|主要|重点|保障|组织)[\p{Script=Han}]{2,6}$/u;

/** 附件2：…名单: where an annex is announced or begins; its title follows. */
const ANNEX = /^附件\s?[一二三四五六七八九十\d]{0,3}(?:[：:]|$)/;
const ANNEX_LABEL = /^附件\s?[一二三四五六七八九十\d]{0,3}[：:]?$/;
const ANNEX_TITLE = /^[^，。；：]{2,60}(?:表|单|册|方案|计划|预案|台账|分工|目录|要求|标准)(?:[（(][^（）()]{1,12}[）)])?$/;

/**
 * The paragraphs under their headings. A paragraph begins a block unless it is a line of labels (牵头单位：…), which belongs
 * to the block above; unnumbered paragraphs under one heading stand in one block until labels close it. Labels directly
 * below a heading, or a bracket in it, stand for the text that follows.
 */
export function outlineOf(paragraphs: readonly Paragraph[]): Block[] {
  const outline = new Outline();
  for (const paragraph of paragraphs) outline.take(paragraph);
  outline.blocks.forEach((block, at) => {
    const heading = block.path.at(-1);
    const bare = heading !== undefined && block.texts.length === 0 && block.labels.length === 0;
    block.leaf = bare && !outline.blocks[at + 1]?.path.includes(heading);
  });
  return outline.blocks;
}

class Outline {
  readonly blocks: Block[] = [];
  private headings: Heading[] = [];
  private annex = false;

  take({ text, lines }: Paragraph): void {
    const title = this.annex && ANNEX_TITLE.test(text.text) && !NUMBERING.test(text.text);
    this.annex = ANNEX_LABEL.test(text.text);
    if (title || ANNEX.test(text.text)) {
      this.headings = [];
      this.open(lines);
    } else if (isUnitLine(text.text) || TIME_LINE.test(text.text)) this.takeLabels(text, lines);
    else this.takeText(text, lines);
  }

  private takeLabels(text: Passage, lines: readonly number[]): void {
    const block = this.blocks.at(-1) ?? this.open([]);
    if (block.texts.length === 0 && block.labels.length === 0 && block.path.length > 0) block.labelsFirst = true;
    block.labels.push(text);
    block.lines.push(...lines);
  }

  private takeText(text: Passage, lines: readonly number[]): void {
    const { heading, body } = readHeading(text, this.headings);
    if (heading) {
      this.headings = [...this.headings.filter(({ level }) => level < heading.level), heading];
      const block = this.open(lines);
      if (heading.units) block.labels.push(heading.units);
      block.labelsFirst = heading.units !== null;
      if (body) block.texts.push(body);
      return;
    }
    const last = this.blocks.at(-1);
    const goesOn = last && (last.labels.length === 0 || last.labelsFirst);
    const block = goesOn && !(last.labels.length > 0 && unitBracketsIn(text.text).length > 0) ? last : this.open([]);
    block.texts.push(text);
    block.lines.push(...lines);
  }

  private open(lines: readonly number[]): Block {
    const above = this.headings.slice(0, -1).findLast(({ units }) => units)?.units ?? null;
    const before = this.blocks.at(-1);
    const path = this.headings.map(({ text }) => text).filter(({ text }) => text !== '');
    if (above && before && before.labels.includes(above) && before.texts.length === 0) before.covers = true;
    const block: Block = { path, no: this.headings.at(-1)?.no ?? null, texts: [], labels: [], lines: [...lines], above, covers: false, labelsFirst: false, leaf: false };
    this.blocks.push(block);
    return block;
  }
}

/** A numbered paragraph is a heading, a heading that runs into its text, or text with a number. */
function readHeading(paragraph: Passage, above: readonly Heading[]): { heading: Heading | null; body: Passage | null } {
  const match = NUMBERING.exec(paragraph.text);
  if (!match) return { heading: null, body: null };
  const from = match[0].length;
  const rest = paragraph.text.slice(from);
  const level = levelOf(match, rest, above);
  const no = /\d{1,3}/.exec(match[0])?.[0] ?? null;
  const bracket = headingBracket(rest);
  if (bracket) {
    const text = sliceOf(paragraph, 0, from + bracket.from);
    return { heading: { level, text, no, units: sliceOf(paragraph, from + bracket.from, from + bracket.to) }, body: null };
  }
  const end = headingEnd(rest, level);
  if (end === 0) return { heading: { level, text: sliceOf(paragraph, 0, 0), no, units: null }, body: sliceOf(paragraph, from) };
  const body = from + end < paragraph.text.length ? sliceOf(paragraph, from + end) : null;
  return { heading: { level, text: sliceOf(paragraph, 0, from + end), no, units: null }, body };
}

function levelOf({ groups }: RegExpExecArray, rest: string, above: readonly Heading[]): number {
  if (groups!.chapter) return 1;
  if (groups!.section) return 2;
  // "4、 保障措施" after 三、: a chapter whose numeral was changed by an office program.
  if (groups!.item?.endsWith('、') && above.length > 0 && CHAPTER_TITLE.test(rest) && /措施$|要求$|目标$|保障$/.test(rest)) return 1;
  return groups!.item ? 3 : 4;
}

/** The bracket that ends a heading: a title without any mark, and nothing behind its units. */
function headingBracket(rest: string): UnitBracket | null {
  const [bracket, ...others] = unitBracketsIn(rest);
  if (!bracket || others.length > 0 || bracket.from === 0 || bracket.from > LONGEST_RUN_IN) return null;
  return /^[^，。；：]+$/.test(rest.slice(0, bracket.from)) && /^。?$/.test(rest.slice(bracket.to)) ? bracket : null;
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
