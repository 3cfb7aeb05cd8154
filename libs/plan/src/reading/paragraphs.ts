import { isBlankLine, type Line } from './passage.js';
import { healed, LONGEST_LINE, type Passage } from './passage-parts.js';
import { isUnitLine, unitBracketsIn } from './unit-brackets.js';

/** A paragraph as running text; a page break inside it is healed. */
export interface Paragraph {
  readonly text: Passage;
  readonly lines: readonly number[];
}

/** 一、 （一） 1. 1、 （1） ① 第一章: how a heading, a numbered task or an item of a list begins. */
export const NUMBERING =
  /^(?:(?<chapter>[一二三四五六七八九十]{1,3}[、.．]|第[一二三四五六七八九十]{1,3}[章部])|(?<section>[（(][一二三四五六七八九十]{1,3}[)）][、.．]?)|(?<item>\d{1,3}\s{0,2}[.．、](?!\d))|(?<part>[（(]\d{1,2}[)）]|[①-⑳]))\s{0,4}/;

/** A line with a time of its own: 完成时限：2021年12月底前. */
export const TIME_LINE = /^(?:完成|整改|工作|任务)?(?:时限|时间)(?:要求)?\s?[：:]/;

const ENDS = /[。；;！？!?：:]["“”’』」]?$/;
const PUNCTUATED = /[，。；：,;:]/;
const TITLE = /(?:通知|方案|计划|预案|文件|意见|名单|办法|任务表|清单|分解表)(?:[（(][^（）()]{1,12}[）)])?$/;
const LONGEST_TITLE = 40;
const NARROWEST_WRAPPED_LINE = 20;
const WIDEST_WRAPPED_LINE = 60;
const FEWEST_FULL_LINES = 3;

/** The paragraphs of a text, whatever its page breaks and line ends. Lines of a table (with tabs) and lines without end are left out. */
export function paragraphsOf(lines: readonly Line[]): Paragraph[] {
  const known = READ.get(lines);
  if (known) return known;
  const paragraphs = groupsOf(lines).map(paragraphFrom);
  READ.set(lines, paragraphs);
  return paragraphs;
}

/** Several recognisers ask for the paragraphs of the same lines. */
const READ = new WeakMap<readonly Line[], Paragraph[]>();

function groupsOf(lines: readonly Line[]): Line[][] {
  const width = wrappedAt(lines);
  const groups: Line[][] = [];
  let open: Line[] | null = null;
  /** The last two lines of the open group, and whether the next line follows without a gap. */
  let above = ['', ''];
  let adjoins = false;
  for (const line of lines) {
    if (isBlankLine(line) || line.text.length > LONGEST_LINE || line.text.trimEnd().includes('\t')) {
      if (!isBlankLine(line)) open = null;
      adjoins = false;
      continue;
    }
    const text = healed([line]).text;
    const full = adjoins && (open?.at(-1)?.text.trim().length ?? 0) >= width && !/^(?:\u3000|\s{2})/.test(line.text);
    if (open && continues(above.join(''), text, full)) {
      open.push(line);
      above = [above[1]!, text];
    } else {
      open = [line];
      groups.push(open);
      above = ['', text];
    }
    adjoins = true;
  }
  return groups;
}

function paragraphFrom(lines: readonly Line[]): Paragraph {
  return { text: healed(lines), lines: lines.map(({ no }) => no) };
}

/** Whether a line goes on with the paragraph above it. `full`: the line above was broken only by its width. */
function continues(above: string, text: string, full: boolean): boolean {
  if (unitBracketsIn(text)[0]?.from === 0) return true;
  if (startsItself(text)) return false;
  return (full && !TITLE.test(above)) || !isComplete(above);
}

function startsItself(text: string): boolean {
  return NUMBERING.test(text) || isUnitLine(text) || TIME_LINE.test(text) || /^(?:附件|抄送|附[：:])/.test(text) || isNote(text);
}

/** （此件公开发布）, （征求意见稿）. */
export const isNote = (text: string): boolean => /^[（(][^（）()]{1,40}[）)]$/.test(text);

function isComplete(text: string): boolean {
  if (ENDS.test(text) || isNote(text) || unitBracketsIn(text).some(({ to }) => to === text.length)) return true;
  if (isUnitLine(text) || TIME_LINE.test(text)) return !/[、，]$/.test(text);
  if (/^附件.{0,4}：/.test(text) && TITLE.test(text)) return true;
  if (/[、，“（(]$/.test(text)) return false;
  return !PUNCTUATED.test(text) && (text.length <= LONGEST_TITLE || TITLE.test(text));
}

/** The width at which a text was broken into lines: several lines reach it. Infinity where lines are paragraphs. */
function wrappedAt(lines: readonly Line[]): number {
  const lengths = lines.map(({ text }) => text.trim().length);
  const width = lengths.reduce((most, length) => Math.max(most, length), 0) - 3;
  const full = lengths.filter((length) => length >= width).length;
  return width >= NARROWEST_WRAPPED_LINE && width <= WIDEST_WRAPPED_LINE && full >= FEWEST_FULL_LINES ? width : Infinity;
}
