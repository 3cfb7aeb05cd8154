import { admitted, failed, HEALTHY, probing, succeeded, type Breaker } from './breaker.js';

const terms = { failures: 3, openSeconds: 30 };
const at = (seconds: number): Date => new Date(Date.UTC(2026, 10, 22) + seconds * 1000);
const fall = (breaker: Breaker, times: number, when = at(0)): Breaker => Array.from({ length: times }).reduce<Breaker>((one) => failed(one, terms, when), breaker);

describe('the breaker', () => {
  it('stays closed below its number of failures in a row, and forgets them at the first success', () => {
    expect(fall(HEALTHY, 2).state).toBe('closed');
    expect(fall(succeeded(fall(HEALTHY, 2)), 2).state).toBe('closed');
  });

  it('opens at that number, and lets nothing through until its time is over', () => {
    const open = fall(HEALTHY, 3);
    expect(open).toMatchObject({ state: 'open', retryAt: at(30) });
    expect([admitted(open, 8, at(29)), admitted(open, 8, at(30))]).toEqual([0, 1]);
  });

  it('lets one message try; nobody else, until that one is given up', () => {
    const half = probing(fall(HEALTHY, 3), at(30), 15);
    expect(half.state).toBe('half_open');
    expect([admitted(half, 8, at(44)), admitted(half, 8, at(45))]).toEqual([0, 1]);
  });

  it('is left alone twice as long after each probe that fails, up to ten minutes', () => {
    let breaker = fall(HEALTHY, 3);
    const waits = Array.from({ length: 7 }, (_, n) => {
      breaker = failed(probing(breaker, at(n), 15), terms, at(0));
      return (breaker.retryAt!.getTime() - at(0).getTime()) / 1000;
    });
    expect(waits).toEqual([60, 120, 240, 480, 600, 600, 600]);
  });

  it('is not kept open longer by those that were under way when it opened', () => {
    const open = fall(HEALTHY, 3);
    expect(failed(open, terms, at(20)).retryAt).toEqual(open.retryAt);
  });

  it('closes with the first success', () => expect(succeeded(probing(fall(HEALTHY, 5), at(99), 15))).toEqual(HEALTHY));
});
