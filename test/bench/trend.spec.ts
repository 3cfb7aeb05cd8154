import { trendOf } from './trend.js';

describe('a trend', () => {
  it.each([
    ['a leak of a megabyte a minute', Array.from({ length: 30 }, (_, n) => 100 + n * 1.2), false],
    ['memory that finds its level in the first minutes', [60, 90, 110, 118, 120, 121, 120, 121, 120, 121, 120, 121], true],
    ['lateness that falls', [9, 8, 7, 6, 5, 4, 3, 2, 1], true],
    ['lateness that doubles', [1, 1, 1, 2, 2, 3, 4, 5, 6, 7, 8, 9], false],
    ['one bad minute in the middle', [0, 0, 0, 0, 0, 5, 0, 0, 0, 0, 0, 0], true],
    ['a single minute', [7], true],
    ['nothing', [], true],
  ])('of %s', (_what, values, flat) => {
    expect(trendOf(values, 1).flat).toBe(flat);
  });

  it('tells its slope per minute', () => {
    expect(trendOf([0, 0, 0, 2, 4, 6, 8, 10, 12], 0).slope).toBe(2);
  });
});
