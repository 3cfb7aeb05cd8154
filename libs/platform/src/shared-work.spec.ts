import fc from 'fast-check';
import { setImmediate as tick } from 'node:timers/promises';
import { SharedWork, type Settled } from './shared-work.js';

interface Request {
  readonly key: string;
  readonly n: number;
}

describe('requests that arrive together', () => {
  it('share a turn', async () => {
    const turns: number[] = [];
    const shared = new SharedWork<Request, number>({ lanes: 2, most: 200 }, ({ key }) => key, async (requests) => {
      turns.push(requests.length);
      return requests.map(({ n }) => ({ outcome: n * 2 }));
    });
    const outcomes = await Promise.all(Array.from({ length: 50 }, (_, n) => shared.do({ key: String(n), n })));
    expect(outcomes).toEqual(Array.from({ length: 50 }, (_, n) => n * 2));
    expect(turns).toEqual([50]);
  });

  it('each get their own answer, whatever fails beside them', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.record({ key: fc.constantFrom('a', 'b', 'c', 'd'), bad: fc.constantFrom('', 'refused', 'poison') }), { maxLength: 40 }), fc.integer({ min: 1, max: 7 }), async (given, most) => {
        const shared = new SharedWork<Request & { bad: string }, number>({ lanes: 2, most }, ({ key }) => key, async (requests): Promise<Settled<number>[]> => {
          await tick();
          expect(new Set(requests.map(({ key }) => key)).size).toBe(requests.length);
          expect(requests.length).toBeLessThanOrEqual(most);
          if (requests.some(({ bad }) => bad === 'poison')) throw new Error('poison');
          return requests.map(({ n, bad }) => (bad ? { refused: new Error(`refused ${n}`) } : { outcome: n }));
        });
        const answers = await Promise.allSettled(given.map((request, n) => shared.do({ ...request, n })));
        answers.forEach((answer, n) => {
          const { bad } = given[n]!;
          if (bad === '') expect(answer).toEqual({ status: 'fulfilled', value: n });
          else expect(answer).toMatchObject({ status: 'rejected', reason: { message: bad === 'poison' ? 'poison' : `refused ${n}` } });
        });
      }),
    );
  });

  it('of one key take turns in the order in which they came', async () => {
    const seen: number[] = [];
    const shared = new SharedWork<Request, void>({ lanes: 2, most: 10 }, ({ key }) => key, async (requests) => {
      await tick();
      seen.push(...requests.map(({ n }) => n));
      return requests.map(() => ({ outcome: undefined }));
    });
    await Promise.all([1, 2, 3, 4].map((n) => shared.do({ key: 'same', n })));
    expect([...seen].sort()).toEqual([1, 2, 3, 4]);
  });
});
