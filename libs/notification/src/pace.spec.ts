import fc from 'fast-check';
import { allowedBy, type Pace } from './pace.js';

const at = (seconds: number): Date => new Date(Date.UTC(2026, 10, 22) + seconds * 1000);

describe('the pace of a gateway', () => {
  it('begins with ten seconds worth, and then fills evenly', () => {
    const first = allowedBy({ allowance: null, at: null }, 60, 50, at(0));
    expect(first.count).toBe(10);
    expect(allowedBy(first.pace, 60, 50, at(3)).count).toBe(3);
    expect(allowedBy(first.pace, 60, 50, at(3600)).count).toBe(10);
  });

  it('lets a gateway of one a minute send one a minute', () => {
    const first = allowedBy({ allowance: null, at: null }, 1, 5, at(0));
    expect([first.count, allowedBy(first.pace, 1, 5, at(59)).count, allowedBy(first.pace, 1, 5, at(60)).count]).toEqual([1, 0, 1]);
  });

  it('never lets more than its share leave in any stretch of time, however it is asked', () => {
    const asks = fc.array(fc.record({ after: fc.double({ min: 0, max: 20, noNaN: true }), wanted: fc.integer({ min: 0, max: 30 }) }), { maxLength: 40 });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 600 }), asks, (perMinute, steps) => {
        let [pace, now, sent]: [Pace, number, number] = [{ allowance: null, at: null }, 0, 0];
        for (const { after, wanted } of steps) {
          now += after;
          const allowed = allowedBy(pace, perMinute, wanted, at(now));
          [pace, sent] = [allowed.pace, sent + allowed.count];
        }
        expect(sent).toBeLessThanOrEqual(Math.max(1, perMinute / 6) + (now * perMinute) / 60 + 1);
      }),
    );
  });
});
