import { drawCurves } from './curves.js';
import { linear, logarithmic } from './scale.js';
import { drawSpreads } from './spreads.js';

const numbers = (svg: string, pattern: RegExp): number[] => [...svg.matchAll(pattern)].map((match) => Number(match[1]));
/** Every tag that is opened is closed. */
const isWhole = (svg: string): boolean => {
  const open: string[] = [];
  for (const [, closing, name, own] of svg.matchAll(/<(\/?)([a-z]+)[^<>]*?(\/?)>/g)) {
    if (closing) {
      if (open.pop() !== name) return false;
    } else if (!own) open.push(name!);
  }
  return open.length === 0;
};

describe('an axis', () => {
  it('that is linear begins at zero and ends above the largest value', () => {
    const scale = linear([3, 37], 200, 0);
    expect(scale.marks).toEqual([0, 10, 20, 30, 40]);
    expect([scale(0), scale(20), scale(40)]).toEqual([200, 100, 0]);
  });

  it('that is logarithmic gives each power of ten the same room', () => {
    const scale = logarithmic([1_200, 12_000, 120_000], 0, 300);
    expect(scale.marks).toEqual([1_000, 10_000, 100_000, 1_000_000]);
    expect([scale(1_000), scale(10_000), scale(1_000_000)]).toEqual([0, 100, 300]);
  });

  it('that is logarithmic has two ends, even for one value', () => expect(logarithmic([10], 0, 100)(10)).toBe(0));
});

describe('a picture', () => {
  const curves = drawCurves('growth', [
    { title: 'time & lines', x: 'lines', curves: [{ name: 'durable', hue: 0, points: [[1_000, 40], [10_000, 20], [100_000, 10]] }, { name: 'floor', hue: 2, apart: true, points: [[1_000, 5], [100_000, 5]] }] },
  ]);
  const spreads = drawSpreads('peers', 's', [{ name: 'ours', hue: 0, median: 0.1, least: 0.08, most: 0.2 }, { name: '<theirs>', hue: 1, median: 3, least: 2, most: 4 }]);

  it.each([['curves', curves], ['spreads', spreads]])('of %s is whole, has a name, a ground of its own and colours for a dark page', (_kind, svg) => {
    expect(isWhole(svg)).toBe(true);
    expect(svg).not.toContain('NaN');
    expect(svg).toMatch(/role="img" aria-label="[^"]+"/);
    expect(svg).toContain('class="ground"');
    expect(svg).toContain('prefers-color-scheme:dark');
  });

  it('shows each point of a curve, lower ones lower', () => {
    const heights = numbers(curves, /<circle [^>]*cy="([\d.]+)"/g);
    expect(heights).toHaveLength(5);
    expect(heights[0]).toBeLessThan(heights[1]!);
    expect(heights[3]).toBe(heights[4]);
  });

  it('shows more further to the right, and its spread', () => {
    const places = numbers(spreads, /<circle cx="([\d.]+)"/g);
    expect(places).toHaveLength(2);
    expect(places[1]).toBeGreaterThan(places[0]!);
    expect(spreads.match(/class="spread"/g)).toHaveLength(6);
  });

  it('lets no name break it', () => expect(spreads).toContain('&lt;theirs>'));
});
