import { EVERY_POINT } from './faults.js';
import type { RunReport } from './one-run.js';
import { isSound, linesOf, summaryOf } from './telling.js';

const quiet: RunReport = { backend: 'redis', seed: 9, run: 4, night: 'red closed', planned: ['batch.taken#2 kill'], befell: ['batch.taken#2 kill'], reached: ['batch.taken'], kills: 1, unreplicated: 0, breaches: [], milliseconds: 5_260 };
const rows = Array.from({ length: 7 }, (_, n) => ({ verdict: n === 0 ? ('doubled' as const) : ('lost' as const), checklist: String(n) }));
const broken: RunReport = { ...quiet, run: 5, befell: [], reached: [], breaches: [{ invariant: 'one-checklist-per-unit', says: 'I1: one each.', rows }] };

describe('what the suite says', () => {
  it('one line for a run in which all held', () => {
    expect(linesOf(quiet)).toEqual(['redis, seed 9, run 4: red closed; batch.taken#2 kill; kills 1; 5.3 s; ok']);
  });

  it('which invariant with which rows when one did not, and how to see it again', () => {
    const lines = linesOf(broken);
    expect(lines[0]).toBe('redis, seed 9, run 5: red closed; (batch.taken#2 kill was not reached); kills 1; 5.3 s; BROKEN');
    expect(lines[1]).toBe('  one-checklist-per-unit: I1: one each.');
    expect(lines[2]).toBe(`    { verdict: 'doubled', checklist: '0' }`);
    expect(lines.slice(-2)).toEqual(['    … and 2 more', '  again: npm run crash -- --backend redis --seed 9 --only 5 --keep FOLDER   (with the nights before it: --only 1-5)']);
  });

  it('the verdict last, and what has not been reached', () => {
    const lines = summaryOf([quiet, { ...broken, befell: ['clocks', 'out of the blue power'] }]);
    expect(lines[0]).toBe('failpoints: nights that reached each, of those that meant to');
    expect(lines.slice(1, -3).join(' ').trim().split(/\s{2,}/)).toEqual(EVERY_POINT.map(({ name }) => (name === 'batch.taken' ? 'batch.taken 1 of 2' : `${name} 0 of 0`)));
    expect(lines.slice(-3)).toEqual(['blows: kill 1, power 1', 'troubles: clocks 1', 'runs 2 kills 2 lost 6 doubled 1']);
  });

  it('that a point is never reached, when it was meant to be in three nights; then the suite is not sound', () => {
    const inVain = Array.from({ length: 3 }, (): RunReport => ({ ...quiet, planned: ['channel.receipt#2 cut'], befell: [], reached: [] }));
    expect(summaryOf(inVain).at(-2)).toBe('the suite itself: channel.receipt was to be reached in 3 nights and was in none');
    expect(isSound(inVain)).toBe(false);
    expect(isSound(inVain.slice(1))).toBe(true);
    expect(isSound([...inVain, { ...quiet, reached: ['channel.receipt'] }])).toBe(true);
  });

  it('what lost masters took with them', () => {
    expect(summaryOf([quiet, { ...quiet, unreplicated: 1_234 }]).at(-2)).toBe('lost masters took 1234 bytes of writes with them that no replica had');
  });

  it('is not sound when anything broke, lost, doubled or merely wrong', () => {
    const wrong: RunReport = { ...quiet, breaches: [{ invariant: 'comes-to-rest', says: 'I14', rows: [{ verdict: 'broken' }] }] };
    expect([[quiet], [quiet, broken], [wrong]].map(isSound)).toEqual([true, false, false]);
    expect(summaryOf([wrong]).slice(-2)).toEqual(['1 rows break an invariant without being lost or doubled', 'runs 1 kills 1 lost 0 doubled 0']);
  });
});
