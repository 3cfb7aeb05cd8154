/** A count is told for so many times as long as it took: counting never takes more than a tenth of a connection. */
const TIMES = 10;
const LEAST_MS = 2_000;

/**
 * One count for all who look. Whoever comes is told the latest; when it has grown old the next is begun, and nobody waits for it.
 * Only the first waits. A count that fails leaves the latest in place, which says how old it is.
 */
export class SharedCount<T> {
  private told: { readonly count: T; readonly until: number } | null = null;
  private counting: Promise<T> | null = null;

  constructor(
    private readonly count: () => Promise<T>,
    private readonly now: () => number = () => performance.now(),
  ) {}

  latest(): Promise<T> {
    if (this.told && this.now() < this.told.until) return Promise.resolve(this.told.count);
    this.counting ??= this.begin();
    if (!this.told) return this.counting;
    this.counting.catch(() => undefined);
    return Promise.resolve(this.told.count);
  }

  private async begin(): Promise<T> {
    const began = this.now();
    try {
      const count = await this.count();
      this.told = { count, until: this.now() + Math.max(LEAST_MS, TIMES * (this.now() - began)) };
      return count;
    } finally {
      this.counting = null;
    }
  }
}
