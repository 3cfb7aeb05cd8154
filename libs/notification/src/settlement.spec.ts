import fc from 'fast-check';
import { backoff, isSettled, settle, type Outcome } from './settlement.js';

const terms = { attempts: 4, backoffSeconds: 5 };
const told = { code: 'channel.x', text: 'why' };
const failed: Outcome = { kind: 'failed', ill: true, seconds: null, ...told };
const unknown: Outcome = { kind: 'unknown', ...told };
const outcomes = fc.constantFrom<Outcome>({ kind: 'accepted', reference: null }, { kind: 'refused', ...told }, { kind: 'unsettled', seconds: 30, ...told }, { kind: 'throttled', whose: 'gateway', seconds: 9, ...told }, failed, unknown);

describe('after a try', () => {
  it('what was accepted is sent, without any doubt left', () =>
    expect(settle({ attempts: 3, uncertain: true }, { kind: 'accepted', reference: 'm1' }, terms, 0.5)).toMatchObject({ state: 'sent', uncertain: false, reference: 'm1', failureCode: null }));

  it('what is refused has failed at once', () => expect(settle({ attempts: 1, uncertain: false }, { kind: 'refused', ...told }, terms, 0.5)).toMatchObject({ state: 'failed', failureCode: 'channel.x', failure: 'why' }));

  it('throttling is no try, and lasts as long as the provider says', () => {
    expect(settle({ attempts: 4, uncertain: false }, { kind: 'throttled', whose: 'contact', seconds: 77, ...told }, terms, 0)).toMatchObject({ state: 'waiting', attempts: 3, waitSeconds: 77 });
    expect(settle({ attempts: 1, uncertain: false }, { kind: 'throttled', whose: 'contact', seconds: null, ...told }, terms, 0).waitSeconds).toBe(30);
  });

  it('what may still be on its way is waited for, which is no try', () => {
    expect(settle({ attempts: 4, uncertain: true }, { kind: 'unsettled', seconds: 30, ...told }, terms, 0)).toMatchObject({ state: 'waiting', attempts: 3, waitSeconds: 30, uncertain: true });
    const left = new Date('2026-11-23T02:00:00+08:00');
    expect([29.999, 30].map((seconds) => isSettled(left, new Date(left.getTime() + seconds * 1000), 30))).toEqual([false, true]);
  });

  it('a failure is tried again a bounded number of times', () => {
    expect(settle({ attempts: 3, uncertain: false }, failed, terms, 1)).toMatchObject({ state: 'waiting', waitSeconds: 20 });
    expect(settle({ attempts: 4, uncertain: false }, failed, terms, 1)).toMatchObject({ state: 'failed', uncertain: false });
  });

  it('an unknown result leaves a doubt, which no later failure takes away', () => {
    expect(settle({ attempts: 1, uncertain: false }, unknown, terms, 1).uncertain).toBe(true);
    fc.assert(fc.property(outcomes, fc.integer({ min: 1, max: 9 }), (outcome, attempts) => expect(settle({ attempts, uncertain: true }, outcome, terms, 0.5).uncertain).toBe(outcome.kind !== 'accepted')));
  });

  it('the wait is drawn evenly below a bound that doubles up to ten minutes', () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 60 }), fc.double({ min: 0, max: 1, noNaN: true }), (attempts, lot) => expect(backoff(attempts, 5, lot)).toBeLessThanOrEqual(600)));
    expect([1, 2, 3, 12].map((attempts) => backoff(attempts, 5, 1))).toEqual([5, 10, 20, 600]);
    expect(backoff(3, 5, 0)).toBe(0);
  });

  it('a provider that names a time is not asked before it', () => expect(settle({ attempts: 1, uncertain: false }, { ...failed, seconds: 90 }, terms, 0)).toMatchObject({ state: 'waiting', waitSeconds: 90 }));
});
