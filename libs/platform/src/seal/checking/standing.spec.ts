import { MOST_RUNS, nextStep, outcomeOf, SILENT_SECONDS } from './standing.js';

describe('a check that a worker is handed', () => {
  it.each([
    ['waits and was never taken', { state: 'waiting', run: 0, silentSeconds: null }, 'take'],
    ['waits after a run that did not end', { state: 'waiting', run: MOST_RUNS - 1, silentSeconds: 1 }, 'take'],
    ['runs, and its worker lives', { state: 'running', run: 1, silentSeconds: SILENT_SECONDS - 0.001 }, 'leave'],
    ['runs, and its worker is silent', { state: 'running', run: 1, silentSeconds: SILENT_SECONDS }, 'take'],
    ['runs without any sign of life', { state: 'running', run: 1, silentSeconds: null }, 'take'],
    ['has worn out its workers', { state: 'waiting', run: MOST_RUNS, silentSeconds: 1 }, 'give-up'],
    ['has silenced its last worker', { state: 'running', run: MOST_RUNS, silentSeconds: SILENT_SECONDS }, 'give-up'],
    ['is at its last try, and that one lives', { state: 'running', run: MOST_RUNS, silentSeconds: 1 }, 'leave'],
    ['has ended', { state: 'finished', run: 1, silentSeconds: 9_999 }, 'leave'],
    ['has ended without a result', { state: 'finished', run: MOST_RUNS, silentSeconds: null }, 'leave'],
  ] as const)('%s', (_name, standing, step) => {
    expect(nextStep(standing)).toBe(step);
  });

  it('is sound only when nothing was found and nothing went wrong', () => {
    expect([outcomeOf(null, null), outcomeOf({ code: 'row-changed' }, null), outcomeOf(null, 'no connection'), outcomeOf({ code: 'row-changed' }, 'no connection')]).toEqual(['sound', 'broken', 'failed', 'broken']);
  });
});
