import type { Line } from './passage.js';

/** Finds the office whose name begins with the words but goes on, and the line that names it; null where none does. */
export type WholeNames = (words: string) => { name: string; line: number } | null;

const ENDS = /^(?:局|委员会|委|办公室|办|厅|中心|站|院|公司|集团|政府|指挥部|支队|大队)/;

/** A document with more words in need of an ending than this is no plan; looking them all up would only cost time. */
const MOST_LOOKUPS = 100;

/** 末尾缺字: a name cut off by the page may stand whole elsewhere in the document. */
export function wholeNames(lines: readonly Line[]): WholeNames {
  const found = new Map<string, ReturnType<WholeNames>>();
  return (words) => {
    if (words.length < 3 || words.length > 30) return null;
    if (!found.has(words)) found.set(words, found.size < MOST_LOOKUPS ? lookUp(lines, words) : null);
    return found.get(words) ?? null;
  };
}

function lookUp(lines: readonly Line[], words: string): ReturnType<WholeNames> {
  for (const { no, text } of lines) {
    for (let at = text.indexOf(words); at >= 0; at = text.indexOf(words, at + 1)) {
      const end = ENDS.exec(text.slice(at + words.length, at + words.length + 4))?.[0];
      if (end) return { name: words + end, line: no };
    }
  }
  return null;
}
