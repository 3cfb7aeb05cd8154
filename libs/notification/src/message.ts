import { wordsOf } from './notice.js';

/** One notice within a message. */
export interface Part {
  readonly deliveryId: string;
  readonly kind: string;
  readonly facts: Readonly<Record<string, unknown>>;
  /** 签收链接, for kinds that ask for it. */
  readonly link: string | null;
}

export interface MessageFacts {
  /** 指令号: the same in every repetition, so that its reader sees one order. */
  readonly number: string;
  readonly unitName: string;
  readonly parts: readonly Part[];
}

/** More than this in one message is counted, not told. */
const TOLD = 5;

const sentence = ({ kind, facts, link }: Part): string => `${wordsOf(kind).say(facts)}${link ? `，签收：${link} ` : ''}`;

/** The text of a message. A repetition whose predecessor may have arrived says so, and says of which order. */
export function textOf({ number, unitName, parts }: MessageFacts, repeated: boolean): string {
  const head = repeated ? `【晴空】【重复】如已收到第${number}号请忽略。` : '【晴空】';
  const tail = `（第${number}号）`;
  if (parts.length === 1) return `${head}${unitName}：${sentence(parts[0]!)}${tail}`;
  const told = parts.slice(0, TOLD).map((part, n) => `${n + 1}. ${sentence(part)}`);
  const rest = parts.length > TOLD ? [`另有${parts.length - TOLD}项，请登录查看`] : [];
  return [`${head}${unitName}，${parts.length}项通知${tail}：`, ...told, ...rest].join('\n');
}

/** The title of a mail. */
export const titleOf = ({ number, unitName }: MessageFacts, repeated: boolean): string => `${repeated ? '【重复】' : ''}晴空应急通知 ${unitName}（第${number}号）`;
