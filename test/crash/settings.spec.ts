import { readSettings, UsageProblem } from './settings.js';

describe('the command line of the crash suite', () => {
  it('is twenty runs with a seed of its own when nothing is said', () => {
    const settings = readSettings([]);
    expect(settings).toMatchObject({ runs: 20, only: null, calm: false, keep: null });
    expect(Number.isSafeInteger(settings.seed)).toBe(true);
  });

  it('is taken as given', () => {
    expect(readSettings(['--runs', '3', '--seed', '7', '--backend', 'pg', '--only', '2', '--keep', 'here'])).toEqual({ runs: 3, seed: 7, only: 2, calm: false, keep: 'here' });
  });

  it.each(['redis', 'cluster'])('refuses --backend %s in a sentence that says what to do', (backend) => {
    expect(() => readSettings(['--backend', backend])).toThrow(`so --backend ${backend} is refused. Use --backend pg.`);
    expect(() => readSettings(['--backend', backend])).toThrow(UsageProblem);
  });

  it.each([
    [['--backend', 'mysql'], '--backend mysql is unknown'],
    [['--runs', '0'], '--runs must be a whole number from 1'],
    [['--runs', 'many'], 'it is "many"'],
    [['--seed', '1.5'], '--seed must be a whole number from 0'],
    [['--seeds', '1'], 'npm run crash -- '],
  ])('refuses %j', (args, words) => {
    expect(() => readSettings(args)).toThrow(words);
  });
});
