import fc from 'fast-check';
import { SharedWork, type Settled } from '#platform';
import { holds } from './settings.js';

interface Request {
  readonly n: number;
  readonly key: string | null;
  /** What becomes of it: an answer, a refusal of its own, or an error that takes the whole turn with it. */
  readonly fate: 'ok' | 'refused' | 'breaks';
}

const some = fc.array(fc.record({ key: fc.constantFrom(null, 'a', 'b'), fate: fc.constantFrom('ok' as const, 'ok' as const, 'refused' as const, 'breaks' as const) }), { minLength: 1, maxLength: 12 });

/** The gathering of answers, with every order in which its turns can end. */
describe('work that is shared', () => {
  it('tells each request what became of it and of no other, whichever turn ends first', () =>
    holds(
      fc.asyncProperty(fc.scheduler(), some, fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 4 }), async (scheduler, wanted, lanes, most) => {
        const underWay = new Set<readonly Request[]>();
        const turn = scheduler.scheduleFunction(async (requests: readonly Request[]) => {
          underWay.delete(requests);
          return requests.map(({ n, fate }): Settled<string> => (fate === 'ok' ? { outcome: `did ${n}` } : { refused: new Error(`refused ${n}`) }));
        });
        const work = new SharedWork<Request, string>({ lanes, most }, ({ key }) => key, (requests) => {
          const keys = requests.flatMap(({ key }) => key ?? []);
          expect(new Set(keys).size).toBe(keys.length);
          expect(requests.length).toBeLessThanOrEqual(most);
          underWay.add(requests);
          expect(underWay.size).toBeLessThanOrEqual(lanes);
          // A scheduled task of fast-check must not fail by itself; what it stands for may.
          return turn(requests).then((settled) => {
            if (requests.some(({ fate }) => fate === 'breaks')) throw new Error(`turn of ${requests.map(({ n }) => n).join()}`);
            return settled;
          });
        });
        const asked = wanted.map((request, n) => work.do({ n, ...request }).catch((error: Error) => error.message));
        // The turns begin with the next round of the event loop; from then on the scheduler says which of them ends.
        await new Promise((resolve) => setImmediate(resolve));
        const answers = await scheduler.waitFor(Promise.all(asked));
        expect(answers).toEqual(wanted.map(({ fate }, n) => (fate === 'ok' ? `did ${n}` : fate === 'refused' ? `refused ${n}` : `turn of ${n}`)));
      }),
      200,
    ));
});
