import fc from 'fast-check';
import { cutIntoBatches, halves, type Placed } from './batches.js';

const entry = (n: number, type = 'a'): Placed => ({ position: String(n), entryId: String(n), type });

describe('placed entries', () => {
  it('go to the subscribers that asked for them, in journal order', () => {
    const subscribers = new Map([
      ['one', { types: new Set(['a']), batch: 2 }],
      ['two', { types: new Set(['a', 'b']), batch: 500 }],
      ['three', { types: new Set(['c']), batch: 1 }],
    ]);
    const placed = [entry(1), entry(2, 'b'), entry(3), entry(4)];
    expect(cutIntoBatches(placed, subscribers)).toEqual([
      { subscriber: 'one', entries: ['1', '3'] },
      { subscriber: 'one', entries: ['4'] },
      { subscriber: 'two', entries: ['1', '2', '3', '4'] },
    ]);
  });

  it('are neither lost nor doubled by the cutting, whatever the size', () => {
    fc.assert(
      fc.property(fc.nat(60), fc.integer({ min: 1, max: 9 }), (count, batch) => {
        const placed = Array.from({ length: count }, (_, n) => entry(n));
        const cut = cutIntoBatches(placed, new Map([['one', { types: new Set(['a']), batch }]]));
        expect(cut.flatMap((one) => one.entries)).toEqual(placed.map((one) => one.entryId));
        expect(cut.every((one) => one.entries.length <= batch && one.entries.length > 0)).toBe(true);
      }),
    );
  });
});

describe('a failing batch', () => {
  it('is halved down to single entries, and nothing falls out', () => {
    fc.assert(
      fc.property(fc.array(fc.string(), { minLength: 2, maxLength: 50 }), (entries) => {
        const [first, second] = halves(entries);
        expect([...first, ...second]).toEqual(entries);
        expect(first.length).toBeGreaterThan(0);
        expect(second.length).toBeGreaterThan(0);
      }),
    );
  });
});
