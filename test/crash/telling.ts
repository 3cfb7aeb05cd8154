import { inspect } from 'node:util';
import { POINTS, wholeRotation } from './faults.js';
import { count, type Breach } from './invariants.js';
import { isTrouble } from './troubles.js';
import type { RunReport } from './one-run.js';
import { firstOfSeries } from './series.js';

const ROWS_SHOWN = 5;

export const inSeconds = (milliseconds: number): string => `${(milliseconds / 1_000).toFixed(1)} s`;

/** A run in one line; when it is broken, which invariant with which rows, and how to see it again. */
export function linesOf({ backend, seed, run, night, planned, befell, kills, breaches, milliseconds }: RunReport): string[] {
  const missed = planned.filter((fault) => !befell.includes(fault)).map((fault) => `(${fault} was not reached)`);
  const happened = [...befell, ...missed].join(', ') || 'nothing befell it';
  const line = `${backend}, seed ${seed}, run ${run}: ${night}; ${happened}; kills ${kills}; ${inSeconds(milliseconds)}; ${breaches.length === 0 ? 'ok' : 'BROKEN'}`;
  if (breaches.length === 0) return [line];
  const before = firstOfSeries(run) === run ? '' : `   (with the nights before it: --only ${firstOfSeries(run)}-${run})`;
  return [line, ...breaches.flatMap(linesOfBreach), `  again: npm run crash -- --backend ${backend} --seed ${seed} --only ${run} --keep FOLDER${before}`];
}

function linesOfBreach({ invariant, says, rows }: Breach): string[] {
  const shown = rows.slice(0, ROWS_SHOWN).map((row) => `    ${inspect(row, { breakLength: Infinity, depth: 3 })}`);
  return [`  ${invariant}: ${says}`, ...shown, ...(rows.length > ROWS_SHOWN ? [`    … and ${rows.length - ROWS_SHOWN} more`] : [])];
}

/** The sum of all runs; the last line is the verdict. */
export function summaryOf(reports: readonly RunReport[]): string[] {
  const times = new Map(POINTS.map(({ name }) => [name, 0]));
  for (const name of reports.flatMap((report) => report.reached)) times.set(name, (times.get(name) ?? 0) + 1);
  const reached = [...times].filter(([, n]) => n > 0);
  const silent = [...times].filter(([, n]) => n === 0).map(([name]) => name);
  const breaches = reports.flatMap((report) => report.breaches);
  const troubles = new Map<string, number>();
  for (const name of reports.flatMap((report) => report.befell.filter(isTrouble))) troubles.set(name, (troubles.get(name) ?? 0) + 1);
  const broken = count(breaches, 'broken');
  const kills = reports.reduce((sum, report) => sum + report.kills, 0);
  return [
    `failpoints reached, ${reached.length} of ${POINTS.length}: ${reached.map(([name, n]) => `${name} ${n}`).join(', ') || 'none'}`,
    ...(silent.length > 0 ? [`not reached: ${silent.join(', ')}; every point meets every blow in ${wholeRotation(reports[0]!.backend)} runs`] : []),
    `troubles: ${[...troubles].map(([name, n]) => `${name} ${n}`).join(', ') || 'none'}`,
    ...(broken > 0 ? [`${broken} rows break an invariant without being lost or doubled`] : []),
    `runs ${reports.length} kills ${kills} lost ${count(breaches, 'lost')} doubled ${count(breaches, 'doubled')}`,
  ];
}

/** Nothing was lost, doubled or wrong, and every run came to rest. */
export const isSound = (reports: readonly RunReport[]): boolean => reports.every((report) => report.breaches.length === 0);
