import { readSettings, UsageProblem } from './settings.js';

describe('the command line of the crash suite', () => {
  it('is twenty runs with a seed of its own when nothing is said', () => {
    const settings = readSettings([]);
    expect(settings).toMatchObject({ first: 1, runs: 20, calm: false, keep: null });
    expect(settings.seeds.map(Number.isSafeInteger)).toEqual([true]);
  });

  it('is taken as given', () => {
    expect(readSettings(['--runs', '3', '--seed', '7', '--backend', 'pg', '--lanes', '1', '--keep', 'here'])).toEqual({ first: 1, runs: 3, seeds: [7], backends: ['pg'], lanes: 1, calm: false, keep: 'here', log: false });
  });

  it('tells one run again, or those before it in its series too', () => {
    expect(readSettings(['--only', '5'])).toMatchObject({ first: 5, runs: 1 });
    expect(readSettings(['--only', '1-5'])).toMatchObject({ first: 1, runs: 5 });
  });

  it('refuses what it does not know in a sentence that says what to do', () => {
    expect(() => readSettings(['--backend', 'mysql'])).toThrow('it must be pg or redis or cluster');
    expect(() => readSettings(['--backend', 'mysql'])).toThrow(UsageProblem);
  });

  it.each([
    [['--backend', 'mysql'], '--backend mysql is unknown'],
    [['--runs', '0'], '--runs must be a whole number from 1'],
    [['--runs', 'many'], 'it is "many"'],
    [['--only', '5-3'], '--only must be a whole number from 5; it is "3"'],
    [['--seed', '1.5'], '--seed must be a whole number from 0'],
    [['--seeds', '1'], 'npm run crash -- '],
  ])('refuses %j', (args, words) => {
    expect(() => readSettings(args)).toThrow(words);
  });
});
