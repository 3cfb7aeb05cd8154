import { SharedCount } from './shared-count.js';

/** A count that ends when it is told to, and a clock that stands still. */
class Counting {
  time = 0;
  begun = 0;
  private ends: ((failure?: Error) => void) | null = null;
  readonly shared = new SharedCount(() => this.begin(), () => this.time);

  /** Takes `milliseconds` by the clock; `failure` instead of a number. */
  async finishes(milliseconds: number, failure?: Error): Promise<void> {
    this.time += milliseconds;
    this.ends!(failure);
    this.ends = null;
    await new Promise((resolve) => setImmediate(resolve));
  }

  private begin(): Promise<number> {
    const n = ++this.begun;
    return new Promise((resolve, reject) => (this.ends = (failure) => (failure ? reject(failure) : resolve(n))));
  }
}

describe('a count for all who look', () => {
  it('is made once for those who come first together', async () => {
    const counting = new Counting();
    const looks = [counting.shared.latest(), counting.shared.latest(), counting.shared.latest()];
    await counting.finishes(500);
    expect(await Promise.all(looks)).toEqual([1, 1, 1]);
    expect(counting.begun).toBe(1);
  });

  it('is told for ten times as long as it took, then made again without making anybody wait', async () => {
    const counting = new Counting();
    const first = counting.shared.latest();
    await counting.finishes(500);
    await first;
    counting.time += 4_999;
    expect([await counting.shared.latest(), counting.begun]).toEqual([1, 1]);
    counting.time += 1;
    expect([await counting.shared.latest(), await counting.shared.latest(), counting.begun]).toEqual([1, 1, 2]);
    await counting.finishes(500);
    expect([await counting.shared.latest(), counting.begun]).toEqual([2, 2]);
  });

  it('stays when the next one fails, and is tried again', async () => {
    const counting = new Counting();
    const first = counting.shared.latest();
    await counting.finishes(10);
    await first;
    counting.time += 2_000;
    expect(await counting.shared.latest()).toBe(1);
    await counting.finishes(10, new Error('too slow'));
    expect([await counting.shared.latest(), counting.begun]).toEqual([1, 3]);
  });

  it('that fails for the first is said so, and the next who comes tries anew', async () => {
    const counting = new Counting();
    const first = counting.shared.latest();
    const said = first.catch((error: Error) => error.message);
    await counting.finishes(10, new Error('too slow'));
    expect(await said).toBe('too slow');
    const second = counting.shared.latest();
    await counting.finishes(10);
    expect(await second).toBe(2);
  });
});
