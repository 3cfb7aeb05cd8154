import fc from 'fast-check';
import { Chance } from './chance.js';

const SEED = fc.nat(1_000_000);
const draws = (chance: Chance, n: number): number[] => Array.from({ length: n }, () => chance.next());

describe('chance', () => {
  it('is the same for the same seed, and another for another', () => {
    fc.assert(
      fc.property(SEED, SEED, (one, other) => {
        expect(draws(new Chance(one), 20)).toEqual(draws(new Chance(one), 20));
        if (one !== other) expect(draws(new Chance(one), 20)).not.toEqual(draws(new Chance(other), 20));
      }),
    );
  });

  it('gives each part a stream of its own, whatever the others drew', () => {
    fc.assert(
      fc.property(SEED, fc.nat(300), fc.nat(50), (seed, salt, drawn) => {
        const quiet = new Chance(seed);
        const busy = new Chance(seed);
        draws(busy.fork(salt + 1), drawn);
        expect(draws(busy.fork(salt), 5)).toEqual(draws(quiet.fork(salt), 5));
        expect(draws(quiet.fork(salt), 5)).not.toEqual(draws(quiet.fork(salt + 1), 5));
      }),
    );
  });

  it('draws whole numbers between the bounds, both of which occur', () => {
    const chance = new Chance(7);
    const drawn = new Set(Array.from({ length: 200 }, () => chance.whole(3, 6)));
    expect([...drawn].sort()).toEqual([3, 4, 5, 6]);
  });

  it('happens as often as it is likely', () => {
    const chance = new Chance(11);
    const happened = Array.from({ length: 10_000 }, () => chance.happens(0.3)).filter(Boolean).length;
    expect(happened).toBeGreaterThan(2_800);
    expect(happened).toBeLessThan(3_200);
  });

  it('shuffles without losing or doubling anything', () => {
    fc.assert(fc.property(SEED, fc.array(fc.integer()), (seed, things) => expect(new Chance(seed).shuffled(things).sort()).toEqual([...things].sort())));
  });

  it('makes keys that do not meet', () => {
    const chance = new Chance(3);
    const keys = Array.from({ length: 2_000 }, () => chance.key());
    expect(new Set(keys).size).toBe(2_000);
    expect(keys[0]).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-a[0-9a-f]{3}-[0-9a-f]{12}$/);
  });
});
