import type { DraftDocument, Order, Question } from './draft.js';
import { momentOf, givenAtOf, type GivenAt, MOMENT } from './order-moments.js';
import { readOrderTimes } from './order-times.js';
import { kindOf, regionOf, responseLevelOf, warningLevelOf, type OrderKind } from './order-words.js';
import { isBlankLine, sentenceOf, passageOf, type Line } from './passage.js';
import type { Section } from './task-table.js';

/** An order brings no tasks of its own: the measures that follow it are read by the other recognisers. */
export interface OrderSection extends Section {
  readonly order: Order;
  readonly document: DraftDocument;
}

const SUBJECT = /预警|应急响应|级响应/;
const IS_NOTICE = /(?:通知|通告|公告|命令|令|函|决定|指令|信息)(?:[（(][^（）()]{1,20}[）)])?$/;
/** 橙色预警通告: the title says no more than that; what is ordered stands in the body. */
const WITHOUT_VERB = /[黄橙红]色预警(?:信息)?的?(?:通知|通告|公告|信息)$/;
const IS_PLAN = /预案|方案|办法|规定|转发|清单|任务|演练脚本|总结/;
const NUMBER = /^(?:[\p{Script=Han}]{1,16}[〔[（(]\d{4}[〕\]）)]第?\d{1,4}号|[（(]?(?:\d{4}年)?第\d{1,4}[号期][）)]?|(?:编号|文号)[:：].{1,30})$/u;
const DATED = new RegExp(`^(?<at>${MOMENT})(?:印发|发布)?$`, 'u');
const LABEL = /^(?:[一二三四五六七八九十]{1,2}、|\d{1,2}[.、])?(?:预警|响应|应急|适用|实施|生效|启动|起始|开始|结束|解除|截止|执行|发布)[\p{Script=Han}]{0,8}[:：]/u;

/**
 * 预警通知: reads a notice that issues, raises, lowers, suspends, resumes or lifts a warning. `givenAt` is the instant of
 * the notice (ISO, any offset) where the caller knows it; else the day and hour it is signed with count. Null for every
 * document whose head is no such order.
 */
export function readOrderNotice(lines: readonly Line[], givenAt: string | null = null): OrderSection | null {
  const printed = lines.filter((line) => !isBlankLine(line)).map(({ no, text }) => ({ no, text: sentenceOf(passageOf([{ no, text }])).text }));
  const title = titleOf(printed);
  if (!title) return null;
  const sign = signatureOf(printed, title.last);
  const given = (givenAt === null ? null : givenAtOf(givenAt)) ?? sign.givenAt;
  const body = printed.slice(title.last + 1, sign.first ?? printed.length);
  const said = operativeOf(body, title.kind);
  if (!said) return null;
  const text = said.map(({ text: words }) => words).join('\n');
  const order = orderOf(title, text, given);
  const number = printed.slice(0, title.last + 3).find(({ text: words }) => NUMBER.test(words));
  return {
    tasks: [],
    order: { ...order.order, number: number ? number.text.replace(/^(?:编号|文号)[:：]|[（）()]/g, '') : null },
    document: { title: title.text, issuer: sign.issuer, number: number?.text ?? null, issuedOn: given?.day ?? null, draft: false, parent: null },
    questions: order.questions,
    lines: new Set([...title.lines, ...sign.lines, ...said.map(({ no }) => no), ...(number ? [number.no] : [])]),
  };
}

interface Title {
  readonly text: string;
  readonly kind: OrderKind;
  readonly lines: readonly number[];
  /** Place of its last line among the printed lines. */
  readonly last: number;
}

/** A title may be broken over up to three lines; it stands near the top. */
function titleOf(printed: readonly Line[]): Title | null {
  for (let first = 0; first < Math.min(printed.length, 12); first++) {
    for (let count = 3; count >= 1; count--) {
      const part = printed.slice(first, first + count);
      const text = part.map((line) => line.text).join('');
      if (text.length > 90 || /[，。；：:]/.test(text) || !SUBJECT.test(text) || !IS_NOTICE.test(text) || IS_PLAN.test(text)) continue;
      const kind = kindOf(text) ?? (WITHOUT_VERB.test(text) ? kindDecided(printed.slice(first + count)) : null);
      const words = part.find((line) => SUBJECT.test(line.text) || /关于/.test(line.text)) === part[0];
      if (kind && words) return { text, kind, lines: part.map(({ no }) => no), last: first + part.length - 1 };
    }
  }
  return null;
}

function kindDecided(body: readonly Line[]): OrderKind | null {
  const decisions = body.flatMap(({ text }) => sentencesOf(text)).filter((sentence) => /决定|定于|现[启发将]/.test(sentence));
  return decisions.map((sentence) => kindOf(decided(sentence))).find((kind) => kind !== null) ?? null;
}

interface Signature {
  readonly issuer: string | null;
  readonly givenAt: GivenAt | null;
  readonly lines: readonly number[];
  readonly first: number | null;
}

/** 落款: the day or hour on a line of its own, and the office on the line above it. */
function signatureOf(printed: readonly Line[], title: number): Signature {
  for (let at = printed.length - 1; at > title; at--) {
    const when = DATED.exec(printed[at]!.text)?.groups?.at;
    if (!when) continue;
    const office = printed[at - 1]!;
    const signed = at - 1 > title && office.text.length <= 40 && !/[，。；：:]/.test(office.text);
    const moment = momentOf(when, { givenAt: null, after: null, side: 'from' });
    const hour = /[时点:：]/.test(when);
    const givenAt = moment && { day: moment.day, minutes: hour ? moment.minutes : null };
    return { issuer: signed ? office.text : null, givenAt, lines: [...(signed ? [office.no] : []), printed[at]!.no], first: signed ? at - 1 : at };
  }
  return { issuer: null, givenAt: null, lines: [], first: null };
}

/** The paragraphs that give the order: the one that says what the title says, and labelled lines or times beside it. */
function operativeOf(body: readonly Line[], kind: OrderKind): Line[] | null {
  const orders = body.filter(({ text }) => SUBJECT.test(text) && sentencesOf(text).some((sentence) => kindOf(sentence) === kind));
  const labelled = body.filter(({ text }) => LABEL.test(text));
  const main = orders.find(({ text }) => /决定|现|经|自|将|定于/.test(text)) ?? orders[0];
  if (!main && labelled.length === 0) return null;
  return body.filter((line) => line === main || labelled.includes(line));
}

function sentencesOf(text: string): string[] {
  return text.replace(/《[^《》]{1,200}》|[（(][^（）()]{0,60}号[）)]/g, '').split(/[。；\n]/).filter((sentence) => sentence !== '');
}

/** What is decided, without the forecast that led to it: 预计…出现污染过程，决定… */
function decided(sentence: string): string {
  const at = Math.max(...['决定', '定于', '现将', '现发布', '现启动'].map((words) => sentence.indexOf(words)));
  return at > 0 ? sentence.slice(at) : sentence;
}

function orderOf({ kind, text: title }: Title, text: string, given: GivenAt | null): { order: Omit<Order, 'number'>; questions: Question[] } {
  const sentences = sentencesOf(text);
  const ordering = sentences.filter((sentence) => kindOf(sentence) === kind || LABEL.test(sentence)).map(decided);
  const beside = sentences.filter((sentence) => /持续至|结束时间|解除时间|截止时间|维持至/.test(sentence)).map(decided);
  const said = (ordering.length > 0 ? ordering : sentences.map(decided)).join('。');
  const level = warningLevelOf(said) ?? warningLevelOf(title);
  const ends = kind === 'issue' || kind === 'raise' || kind === 'lower';
  const times = readOrderTimes([...new Set([...ordering, ...beside])].join('。'), given, ends);
  const order = {
    kind,
    warningLevel: level,
    responseLevel: responseLevelOf(said) ?? responseLevelOf(title),
    effectiveFrom: times.effectiveFrom,
    effectiveTo: times.effectiveTo,
    region: ordering.map(regionOf).find((region) => region.length > 0) ?? regionOf(title),
  };
  const about = (reason: Question['reason'], raw: string): Question => ({ task: null, field: 'document', reason, raw, suggestion: null });
  return {
    order,
    questions: [
      ...(level === null ? [about('missing', `预警级别：${title}`)] : []),
      ...times.unread.map((words) => about('unreadable', words)),
      ...(times.effectiveFrom === null && times.unread.length === 0 ? [about('missing', `起始时间：${title}`)] : []),
    ],
  };
}
