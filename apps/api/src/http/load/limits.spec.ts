import type { Actor } from '#platform';
import { Limits } from './limits.js';
import { OverTheLimit } from './load.refusals.js';

const person = (id: string, unitId: string | null): Actor => ({ id, unitId, jurisdictionId: 'here', personId: null, roles: ['unit'] });
const refused = (attempt: Promise<void>): Promise<OverTheLimit | null> => attempt.then(() => null, (error: OverTheLimit) => error);

describe('shares', () => {
  it('bounds a unit as a whole, however many people ask for it; its neighbour is not touched', async () => {
    const limits = new Limits();
    const people = Array.from({ length: 10 }, (_, n) => person(`person ${n}`, 'unit 1'));
    for (let round = 0; round < 300; round++) for (const one of people) await limits.spend(one, 'answer');
    const over = await refused(limits.spend(person('somebody new', 'unit 1'), 'answer'));
    expect(over).toMatchObject({ code: 'limit.unit', retryAfterSeconds: expect.any(Number) });
    expect(over!.retryAfterSeconds).toBeGreaterThanOrEqual(1);
    expect(await refused(limits.spend(person('somebody else', 'unit 2'), 'answer'))).toBeNull();
    expect(await refused(limits.spend(people[0]!, 'view'))).toBeNull();
  });

  it('bounds a person, and nobody who signs', async () => {
    const limits = new Limits();
    const greedy = person('greedy', 'unit 1');
    for (let n = 0; n < 40; n++) await limits.spend(greedy, 'export');
    expect(await refused(limits.spend(greedy, 'export'))).toMatchObject({ code: 'limit.user' });
    for (let n = 0; n < 5_000; n++) await limits.spend(greedy, 'raise');
  });

  it('lets nobody try on from an address where 300 attempts to sign in failed within a minute', async () => {
    const limits = new Limits();
    for (let n = 0; n < 300; n++) {
      await limits.mayTrySignIn('10.0.0.1');
      await limits.noteFailedSignIn('10.0.0.1');
    }
    expect(await refused(limits.mayTrySignIn('10.0.0.1'))).toMatchObject({ code: 'limit.address' });
    expect(await refused(limits.mayTrySignIn('10.0.0.2'))).toBeNull();
  });
});
