import { Heights } from './heights';

describe('the heights of rows', () => {
  it('are those that were seen, and of the others that of the first', () => {
    const heights = new Heights();
    expect([heights.sum(0, 10), heights.set(0, 40), heights.set(1, 62), heights.set(1, 60)]).toEqual([480, -8, 22, -2]);
    expect([heights.sum(0, 2), heights.sum(0, 10), heights.sum(4, 4)]).toEqual([100, 420, 0]);
    heights.forget();
    expect(heights.sum(0, 1)).toBe(48);
  });

  it('go with their rows when some come before them, or go', () => {
    const heights = new Heights();
    for (const [n, height] of [40, 60, 80].entries()) heights.set(n, height);
    heights.move(2);
    expect([0, 1, 2, 3, 4].map((n) => heights.sum(n, n + 1))).toEqual([40, 40, 40, 60, 80]);
    heights.move(-3);
    expect([0, 1, 2].map((n) => heights.sum(n, n + 1))).toEqual([60, 80, 40]);
  });

  it('tell which row is at a place, whatever place it is', () => {
    const heights = new Heights();
    for (const [n, height] of [40, 60, 40, 40].entries()) heights.set(n, height);
    expect([-500, 0, 39, 40, 99, 100, 139, 179, 1e9].map((y) => heights.at(y, 4))).toEqual([0, 0, 0, 1, 1, 2, 2, 3, 3]);
    expect([heights.at(0, 0), heights.at(100_000, 5_000)]).toEqual([0, 2499]);
  });
});
