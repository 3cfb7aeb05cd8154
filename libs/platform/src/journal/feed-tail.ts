import type { FeedEntry } from './feed.js';

/**
 * The newest entries, in memory: whoever comes back after a short absence is served from here, so that five hundred who come
 * back together cost no query. Positions follow one another without a gap, so a place in the tail is a subtraction.
 */
export class FeedTail {
  private entries: FeedEntry[] = [];

  constructor(private readonly most = 4_000) {}

  get head(): string | null {
    return this.entries.at(-1)?.position ?? null;
  }

  add(entry: FeedEntry): void {
    const { head } = this;
    // A gap means that the database is another one than before (a restore): what was known is worth nothing.
    if (head !== null && BigInt(entry.position) !== BigInt(head) + 1n) this.entries = [];
    this.entries.push(entry);
    if (this.entries.length > this.most * 1.25) this.entries = this.entries.slice(-this.most);
  }

  /** What came after a position; null when the tail does not reach back so far and only the database knows. */
  after(position: bigint): readonly FeedEntry[] | null {
    const [first] = this.entries;
    if (!first) return null;
    const from = position - BigInt(first.position) + 1n;
    return from < 0n ? null : this.entries.slice(Number(from));
  }
}
