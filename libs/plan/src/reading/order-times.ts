import { HOUR_ALONE, instantOf, MOMENT, momentOf, type GivenAt, type Moment } from './order-moments.js';

/** When an order takes effect and until when, as instants of Beijing time; `unread` holds the words that name no instant. */
export interface OrderTimes {
  readonly effectiveFrom: string | null;
  readonly effectiveTo: string | null;
  readonly unread: readonly string[];
}

const JOINT = '(?:至|到|[-—–－~～]{1,2})';
const RANGE = new RegExp(`[自从于]?(?<from>${MOMENT})起?${JOINT}(?<to>${MOMENT}|${HOUR_ALONE})`, 'u');
/** The words that mark an end: 持续至…, 解除时间：…, …结束. */
const UNTIL = new RegExp(`(?:(?:持续|维持|延续|执行|暂定|预计)[^，。；]{0,6}?[至到]|[至到]|(?:结束|解除|终止|截止)(?:的)?时间[^，。；\\d]{0,6}?)(?<to>${MOMENT})|(?<end>${MOMENT})(?:结束|解除|终止)`, 'gu');
/** A start marked as one goes before a moment that is only mentioned. */
const MARKED = new RegExp(`[自从于](?<after>${MOMENT})|(?<before>${MOMENT})起`, 'u');
const ANY = new RegExp(`(?<from>${MOMENT})`, 'u');

/**
 * The times of an order's own sentences. A range says both; else the first moment is when it takes effect, and one after
 * 持续至 or 解除时间 when it ends. A notice that lifts (`ends` false) has only a start.
 */
export function readOrderTimes(text: string, givenAt: GivenAt | null, ends: boolean): OrderTimes {
  const words = text.replace(/\s+/g, '');
  const range = RANGE.exec(words)?.groups;
  if (range) return timesOf(range.from!, ends ? range.to! : null, givenAt);
  const until = ends ? [...words.matchAll(UNTIL)].at(-1) : undefined;
  const rest = until ? `${words.slice(0, until.index)}。${words.slice(until.index + until[0].length)}` : words;
  const marked = MARKED.exec(rest)?.groups;
  const from = marked?.after ?? marked?.before ?? ANY.exec(rest)?.groups?.from ?? null;
  return timesOf(from, until?.groups?.to ?? until?.groups?.end ?? null, givenAt);
}

function timesOf(from: string | null, to: string | null, givenAt: GivenAt | null): OrderTimes {
  const start = from === null ? null : momentOf(from, { givenAt, after: null, side: 'from' });
  const end = to === null ? null : momentOf(to, { givenAt, after: start, side: 'to' });
  const backwards = start !== null && end !== null && instantOf(end) <= instantOf(start);
  return {
    effectiveFrom: written(start),
    effectiveTo: backwards ? null : written(end),
    unread: [...(from !== null && start === null ? [from] : []), ...(to !== null && (end === null || backwards) ? [to] : [])],
  };
}

function written(moment: Moment | null): string | null {
  return moment && instantOf(moment);
}
