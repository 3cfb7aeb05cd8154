import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { Chance } from './chance.js';
import { allFaults, armed, assaultOf, BLOWS, blowsOn, CHANNEL_POINTS, EVERY_POINT, LOSES_HAND_OVER, POINTS, POINTS_OF_CHECKS, rotation, wholeRotation, type Assault } from './faults.js';
import type { Backend } from './queue.js';
import { moodsOf } from './outside.js';
import { dealt, goesOutside } from './series.js';
import { troublesOn } from './troubles.js';

const assault = (seed: number, run: number, backend: Backend): Assault => assaultOf(new Chance(seed).fork(run), rotation(new Chance(seed), backend), run, backend);
const allOf = (seed: number, backend: Backend = 'pg'): Assault[] => Array.from({ length: wholeRotation(backend) }, (_, n) => assault(seed, n + 1, backend));

/** Every name that some file of the product calls `failpoint` with. */
const inTheProduct = (): string[] => {
  const files = readdirSync('libs', { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts') && !file.endsWith('.spec.ts'));
  const calls = files.flatMap((file) => [...readFileSync(path.join('libs', file), 'utf8').matchAll(/await failpoint\('([^']+)'\)/g)]);
  return [...new Set(calls.map((call) => call[1]!))].sort();
};

describe('the faults', () => {
  it('know every failpoint of the product, and no other', () => {
    expect([...POINTS.map(({ name }) => name), ...CHANNEL_POINTS.map(({ name }) => name), ...POINTS_OF_CHECKS].sort()).toEqual(inTheProduct());
    const checks = readFileSync('test/archive/check.spec.ts', 'utf8');
    expect(POINTS_OF_CHECKS.filter((name) => !new RegExp(`'${name}:\\d+:(kill|hang|throw|stop)'`).test(checks))).toEqual([]);
  });

  it.each(['pg', 'redis', 'cluster'] as const)('meet every point with every blow in one rotation on %s', (backend) => {
    const met = new Set(allOf(5, backend).flatMap((one) => allFaults(one).map(({ point, blow }) => `${point.name} ${blow}`)));
    const missing = POINTS.flatMap((point) => blowsOn(backend).map((blow) => `${point.name} ${blow}`)).filter((pair) => !met.has(pair));
    expect(missing).toEqual([]);
  });

  it('meet every point within twenty runs, whatever the seed', () => {
    for (const seed of [1, 2, 3, 99, 123_456]) {
      const met = new Set(allOf(seed).slice(0, 20).flatMap((one) => allFaults(one).map(({ point }) => point.name)));
      expect(POINTS.filter(({ name }) => !met.has(name))).toEqual([]);
    }
  });

  it('meet the ways outside on nights that go there, and on no others', () => {
    const outside = new Set(CHANNEL_POINTS);
    const runs = allOf(6).flatMap((one, n) => (allFaults(one).some(({ point }) => outside.has(point)) ? [n + 1] : []));
    expect(runs).toEqual(allOf(6).flatMap((_, n) => (goesOutside(n + 1) ? [n + 1] : [])));
    const met = new Set(runs.slice(0, 6).flatMap((run) => allFaults(allOf(6)[run - 1]!).map(({ point }) => point)));
    expect(CHANNEL_POINTS.filter((point) => !met.has(point))).toEqual([]);
  });

  /** What is meant so often and then reached in no night makes `npm test` fail (telling.ts): the nights really come to each. */
  it.each([
    ['with a Redis', ['pg', 'redis', 'pg', 'redis', 'cluster']],
    ['without', ['pg']],
  ] as const)('mean every point in three nights at least of the hundred that the tests tell %s', (_where, backends) => {
    const nights = dealt({ first: 1, runs: 100, backends, seeds: [1, 11] });
    const met = nights.flatMap(({ backend, seed, runs }) => runs.flatMap((run) => [...new Set(allFaults(assault(seed, run, backend)).map(({ point }) => point.name))]));
    expect(EVERY_POINT.filter(({ name }) => met.filter((one) => one === name).length < 3)).toEqual([]);
  });

  it('find on every night outside refused messages from the first ones to the last, so that an operator sends again', () => {
    for (let seed = 0; seed < 50; seed++) {
      const moods = moodsOf(new Chance(seed));
      for (let n = 0; n < moods.length; n += 4) expect(moods.slice(n, n + 4)).toContain('refuse');
      expect(moods.slice(12)).toContain('success');
    }
  });

  it.each(['pg', 'redis', 'cluster'] as const)('bring every trouble of %s within two rounds of series', (backend) => {
    const met = new Set(allOf(8, backend).slice(0, 32).map((one) => one.trouble?.what));
    expect([...troublesOn(backend, true), ...troublesOn(backend, false)].filter((trouble) => !met.has(trouble))).toEqual([]);
  });

  it('are the same for the same seed and run, so that a broken run can be seen again', () => {
    expect(allOf(17)).toEqual(allOf(17));
    expect(allOf(17)).not.toEqual(allOf(18));
  });

  it('freeze a worker, or kill all, only where two work', () => {
    const needsTwo = allOf(21).filter(({ faults }) => faults.worker.length === 1 && ['freeze', 'together'].includes(faults.worker[0]!.blow));
    expect(needsTwo.length).toBeGreaterThan(10);
    expect(new Set(needsTwo.map(({ workers }) => workers))).toEqual(new Set([2]));
  });

  it('lose a hand-over before they wait for the sweep, and let nobody else hand it on', () => {
    const swept = allOf(9).filter(({ faults }) => faults.worker.some(({ point }) => point.name === 'sweep.found'));
    expect(swept.length).toBeGreaterThanOrEqual(BLOWS.length);
    for (const { faults, workers, sudden } of swept) {
      expect([faults.worker[0]!.point, faults.worker[0]!.blow, workers, sudden]).toEqual([LOSES_HAND_OVER, 'kill', 1, null]);
    }
  });

  it('are told to the product in its own words', () => {
    const point = POINTS.find(({ name }) => name === 'batch.taken')!;
    expect(BLOWS.map((blow) => armed({ point, nth: 2, blow }))).toEqual(
      ['kill', 'hang', 'throw', 'stop', 'stop', 'stop', 'stop', 'kill', 'stop'].map((action) => `batch.taken:2:${action}`),
    );
  });
});
