/**
 * What a kind of notice says to somebody outside the product, who has no client that would make a text of its facts.
 * The context that sends a kind gives it its words, once, at the start.
 */
export interface NoticeWords {
  readonly kind: string;
  /** 要求签收: the message carries the link by which its reader acknowledges without signing in. */
  readonly asksAcknowledgement: boolean;
  /** One sentence in Chinese without its full stop. */
  say(facts: Readonly<Record<string, unknown>>): string;
}

const known = new Map<string, NoticeWords>();

export function defineNotice(words: NoticeWords): NoticeWords {
  if (known.has(words.kind)) throw new Error(`The words of ${words.kind} are given twice.`);
  known.set(words.kind, words);
  return words;
}

/** A kind without words still goes out: that something waits is worth more than silence. */
export const wordsOf = (kind: string): NoticeWords => known.get(kind) ?? { kind, asksAcknowledgement: false, say: () => '有新的通知，请登录查看' };
