import { isoDay } from './calendar.js';
import type { DraftDocument, Question } from './draft.js';
import { isBlankLine, type Line } from './passage.js';
import { cleanLine, healed, LONGEST_LINE, type Passage } from './passage-parts.js';
import { isNote } from './paragraphs.js';
import { smallNumber, yearNumber } from './printed-number.js';

/** What stands above a document's first structure. */
export interface HeadRead {
  readonly document: DraftDocument;
  /** The sentences between the title and the first heading. */
  readonly preamble: readonly Passage[];
  readonly questions: readonly Question[];
  readonly lines: ReadonlySet<number>;
}

type Kind = 'label' | 'salutation' | 'note' | 'number' | 'letterhead' | 'date' | 'copy' | 'sentence' | 'title';

interface Printed {
  readonly line: Line;
  readonly text: string;
  readonly kind: Kind;
}

const NUMBER = /^[^\s，。：〔[（(]{1,20}[〔[（(](?:19|20)\d\d[〕\]）)]第?\d{1,4}号$/;
const DATE =
  /^(?<year>(?:19|20)\d\d|[一二][〇○零一二三四五六七八九]{3})年(?<month>\d{1,2}|[一二三四五六七八九十]{1,2})月(?<day>\d{1,2}|[一二三四五六七八九十]{1,3})日(?:印发|发布)?$/;
const LABEL = /^附件[一二三四五六七八九十\d]{0,3}[：:]?$/;
const LETTERHEAD = /^.{4,40}文件$/;
const BY_ISSUER = /^(?<issuer>.{4,40}?)关于(?:印发|发布|下达|转发)/;
/** Sentences that only hand a document over. */
const HANDS_OVER = /现将|现印发|印发给你们|制定(?:本|以下|如下)|特制定|请(?:认真)?(?:遵照|贯彻|组织)/;
const PARENT =
  /(?:贯彻|落实|执行|按照|根据|依据)[^《》。]{0,40}《(?<title>[^《》]{4,100})》(?:[（(](?<number>[^（）()]{4,30}号)[）)])?/g;
const PLAN = /方案|计划|预案/;

/**
 * 文头: title, issuer, number, date, 征求意见稿 and the plan above. A document that forwards another has several of each:
 * the title is the last one, its number and issuer are the last before it. `prose`: the sentences after the title belong
 * to a preamble; otherwise they are left to a person, unless they only hand the document over.
 */
export function readDocumentHead(above: readonly Line[], prose = false): HeadRead {
  const printed = above.filter((line) => line.text.length <= LONGEST_LINE && !isBlankLine(line)).map(printedOf);
  const title = titleIn(printed);
  const end = title.at(-1) ?? -1;
  const sentences = printed.slice(end + 1).filter(({ kind }) => kind === 'sentence');
  const preamble = prose ? sentences.map(({ line }) => healed([line])) : [];
  const before = printed.findLastIndex(({ kind }, at) => kind === 'number' && (end < 0 || at < end));
  const number = before < 0 && printed[end + 1]?.kind === 'number' ? end + 1 : before;
  const date = dateOf(printed, number);
  const read = printed.filter((part, at) => part.kind !== 'sentence' || HANDS_OVER.test(part.text) || isHeldOver(printed, at) || (prose && at > end));
  return {
    document: {
      title: title.map((at) => printed[at]!.text).join('') || null,
      issuer: issuerOf(printed, title[0] ?? printed.length),
      number: printed[number]?.text ?? null,
      issuedOn: date?.day ?? null,
      draft: printed.some(({ text, kind }) => kind !== 'sentence' && text.includes('征求意见稿')),
      parent: parentIn(preamble),
    },
    preamble,
    questions: date?.ofLetter ? [dateOfLetter(date.text)] : [],
    lines: new Set(read.map(({ line }) => line.no)),
  };
}

function printedOf(line: Line): Printed {
  const { text } = cleanLine(line);
  return { line, text, kind: kindOf(text) };
}

function kindOf(text: string): Kind {
  if (LABEL.test(text)) return 'label';
  if (isNote(text)) return 'note';
  if (NUMBER.test(text)) return 'number';
  if (DATE.test(text)) return 'date';
  if (/^(?:抄送|抄报|主送)/.test(text)) return 'copy';
  if (/^(?:各|市|区|县|省)[^。；]{2,100}[：:]$/.test(text) && !/要求|如下|通知/.test(text)) return 'salutation';
  if (/[。；：:，]$/.test(text) || /[。；]/.test(text) || /^现将/.test(text)) return 'sentence';
  return LETTERHEAD.test(text) && !/通知$/.test(text) ? 'letterhead' : 'title';
}

/** The last run of title lines that is no signature: a signature stands above a date. */
function titleIn(printed: readonly Printed[]): number[] {
  for (let end = printed.length - 1; end >= 0; end--) {
    if (printed[end]!.kind !== 'title') continue;
    let start = end;
    while (printed[start - 1]?.kind === 'title') start--;
    const signature = printed[end + 1]?.kind === 'date' && end - start < 2 && start > 0;
    if (!signature) return Array.from({ length: end - start + 1 }, (_, at) => start + at);
    end = start;
  }
  return [];
}

/** The last body named before the title: by a letterhead, a signature above a date, or "…关于印发". */
function issuerOf(printed: readonly Printed[], title: number): string | null {
  for (let at = Math.min(title, printed.length - 1); at >= 0; at--) {
    const { text, kind } = printed[at]!;
    if (kind === 'letterhead') return text.replace(/文件$/, '');
    if (kind !== 'title') continue;
    if (at !== title && printed[at + 1]?.kind === 'date') return text;
    const named = BY_ISSUER.exec(text)?.groups?.issuer ?? (/^关于(?:印发|发布|下达|转发)/.test(text) && printed[at - 1]?.kind === 'title' && isNameOfBody(printed[at - 1]!.text) ? printed[at - 1]!.text : null);
    if (named) return named;
  }
  return null;
}

/** A line that is nothing but the name of a body that issues documents. */
export const isNameOfBody = (text: string): boolean => text.length <= 40 && /^[^，。；：]+(?:办公室|政府|局|委员会|指挥部|领导组|领导小组|办|厅)$/.test(text);

/** The day of a line that is nothing but a date; null for one that no calendar has, undefined for other lines. */
export function dayOf(text: string): string | null | undefined {
  const printed = DATE.exec(text)?.groups;
  return printed && isoDay(yearNumber(printed.year!), smallNumber(printed.month!), smallNumber(printed.day!));
}

/** The date after the number, or the only one there is: then it may belong to the letter that forwards the document. */
function dateOf(printed: readonly Printed[], number: number): { day: string | null; text: string; ofLetter: boolean } | null {
  const dates = printed.map((part, at) => ({ ...part, at })).filter(({ kind }) => kind === 'date');
  const own = dates.findLast(({ at }) => at > number);
  const chosen = own ?? dates.at(-1);
  if (!chosen) return null;
  return { day: dayOf(chosen.text)!, text: chosen.text, ofLetter: own === undefined };
}

function dateOfLetter(text: string): Question {
  const suggestion = '文中另有的日期均未印出，暂用转发通知的印发日期（依据：该日期印在本文件文号之前）';
  return { task: null, field: 'document', reason: 'ambiguous', raw: text, suggestion };
}

/** The plan above: the first plan that the preamble says it carries out. "关于印发〈…〉的通知" is called by the plan inside. */
function parentIn(preamble: readonly Passage[]): DraftDocument['parent'] {
  for (const { text } of preamble) {
    for (const { groups } of text.matchAll(PARENT)) {
      const title = /〈([^〈〉]{4,100})〉/.exec(groups!.title!)?.[1] ?? groups!.title!;
      if (PLAN.test(title)) return { title, number: groups!.number ?? null };
    }
  }
  return null;
}

/** The second line of a sentence that only hands a document over. */
function isHeldOver(printed: readonly Printed[], at: number): boolean {
  return printed[at]!.kind === 'sentence' && printed.slice(Math.max(0, at - 2), at).some(({ text }) => /^现将/.test(text)) && printed[at]!.text.length < 60;
}
