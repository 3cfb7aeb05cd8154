import type { Line } from './passage.js';

/** What stands above a document's first structure: its title and whether it was published for comment only. */
export interface HeadingRead {
  readonly title: string | null;
  readonly draft: boolean;
  readonly lines: ReadonlySet<number>;
}

const LABEL = /^附件(?:[一二三四五六七八九十\d]*)[：:]?$/;
const FOR_COMMENT = /征求意见稿/;
const NOTE = /^[（(].*[）)]$/;

/** The title is the last stretch of lines without a full stop; 附件 labels and bracketed notes are no part of it. */
export function readHeading(above: readonly Line[]): HeadingRead {
  const printed = above.filter(({ text }) => text.trim() !== '');
  const own = printed.filter(({ text }) => !LABEL.test(text.trim()) && !NOTE.test(text.trim()));
  const sentence = own.findLastIndex(({ text }) => /[。；]\s*$/.test(text));
  const title = own.slice(sentence + 1);
  const rest = new Set(own.slice(0, sentence + 1));
  return {
    title: title.map(({ text }) => text.trim()).join('') || null,
    draft: printed.some(({ text }) => FOR_COMMENT.test(text)),
    lines: new Set(printed.filter((line) => !rest.has(line)).map(({ no }) => no)),
  };
}
