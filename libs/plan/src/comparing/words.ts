/** A stretch of text: in both versions, only in the former, only in the later. */
export interface Words {
  readonly in: 'both' | 'before' | 'after';
  readonly text: string;
}

/** A block that is equal, or what stands on each side in its place. */
interface Block {
  readonly before: string;
  readonly after: string;
}

/** Above so many cells of the table the texts are compared clause by clause, and above it again as a whole. */
const MOST_CELLS = 250_000;
const CHARACTERS = /[A-Za-z0-9.%]+|[\s\S]/gu;
const CLAUSES = /[^，。；：、\n]*[，。；：、\n]|[^，。；：、\n]+/gu;

/**
 * Both texts as one, with the words that differ marked. Read without `after` it is the former text, without `before` the later one.
 * Numbers and Latin words are never cut in two. From the other side the same words differ.
 */
export function wordsOf(before: string, after: string): Words[] {
  // The table prefers one side where several cuts are as good; so both directions ask for the same one.
  const blocks = before <= after ? blocksOf(before, after) : blocksOf(after, before).map((block) => ({ before: block.after, after: block.before }));
  return merged(blocks).flatMap((block): Words[] => {
    if (block.before === block.after) return block.before ? [{ in: 'both', text: block.before }] : [];
    return [...(block.before ? [{ in: 'before' as const, text: block.before }] : []), ...(block.after ? [{ in: 'after' as const, text: block.after }] : [])];
  });
}

function blocksOf(before: string, after: string): Block[] {
  if (before === after) return [{ before, after }];
  for (const tokens of [CHARACTERS, CLAUSES]) {
    const [a, b] = [before.match(tokens) ?? [], after.match(tokens) ?? []];
    let start = 0;
    while (start < a.length && start < b.length && a[start] === b[start]) start++;
    let end = 0;
    while (end < a.length - start && end < b.length - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end++;
    const [here, there] = [a.slice(start, a.length - end), b.slice(start, b.length - end)];
    if ((here.length + 1) * (there.length + 1) > MOST_CELLS) continue;
    const [head, tail] = [a.slice(0, start).join(''), a.slice(a.length - end).join('')];
    return [{ before: head, after: head }, ...inBetween(here, there), { before: tail, after: tail }];
  }
  return [{ before, after }];
}

/** The longest common subsequence, by its table. */
function inBetween(a: readonly string[], b: readonly string[]): Block[] {
  const width = b.length + 1;
  const longest = new Uint16Array((a.length + 1) * width);
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      longest[i * width + j] = a[i] === b[j] ? longest[(i + 1) * width + j + 1]! + 1 : Math.max(longest[(i + 1) * width + j]!, longest[i * width + j + 1]!);
    }
  }
  const blocks: Block[] = [];
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) blocks.push({ before: a[i++]!, after: b[j++]! });
    else if (j === b.length || (i < a.length && longest[(i + 1) * width + j]! >= longest[i * width + j + 1]!)) blocks.push({ before: a[i++]!, after: '' });
    else blocks.push({ before: '', after: b[j++]! });
  }
  return blocks;
}

/** Neighbours of one kind become one; a single character that happens to agree between two changes tells nobody anything. */
function merged(blocks: readonly Block[]): Block[] {
  const runs = joined(blocks.filter(({ before, after }) => before || after), isEqual);
  const lone = (at: number): boolean => at > 0 && at < runs.length - 1 && isEqual(runs[at]!) && /^[^\d\s]$/u.test(runs[at]!.before);
  return joined(runs.map((run, at) => ({ ...run, swallowed: lone(at) })), (run) => isEqual(run) && !run.swallowed);
}

const isEqual = ({ before, after }: Block): boolean => before === after;

function joined<T extends Block>(blocks: readonly T[], kindOf: (block: T) => boolean): Block[] {
  const runs: { equal: boolean; before: string; after: string }[] = [];
  for (const block of blocks) {
    const last = runs.at(-1);
    const equal = kindOf(block);
    if (last && last.equal === equal) {
      last.before += block.before;
      last.after += block.after;
    } else runs.push({ equal, before: block.before, after: block.after });
  }
  return runs;
}
