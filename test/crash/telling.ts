import { inspect } from 'node:util';
import { EVERY_POINT } from './faults.js';
import { count, type Breach } from './invariants.js';
import { isTrouble } from './troubles.js';
import type { RunReport } from './one-run.js';
import { firstOfSeries } from './series.js';

const ROWS_SHOWN = 5;
const COLUMNS = 3;
/** A point that was planned in so many nights and reached in none is not reached by chance. */
const NIGHTS_IN_VAIN = 3;

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

/** In how many nights a point was to be reached, and in how many it was. */
interface Reach {
  readonly name: string;
  readonly planned: number;
  readonly reached: number;
}

const reachOf = (reports: readonly RunReport[]): Reach[] =>
  EVERY_POINT.map(({ name }) => ({
    name,
    planned: reports.filter(({ planned }) => planned.some((fault) => fault.startsWith(`${name}#`))).length,
    reached: reports.filter(({ reached }) => reached.includes(name)).length,
  }));

/** Points that the nights do not come to, however often they are meant to: the suite tests less than it says. */
const unreachable = (reports: readonly RunReport[]): Reach[] => reachOf(reports).filter(({ planned, reached }) => reached === 0 && planned >= NIGHTS_IN_VAIN);

/** The sum of all runs; the last line is the verdict. */
export function summaryOf(reports: readonly RunReport[]): string[] {
  const breaches = reports.flatMap((report) => report.breaches);
  const broken = count(breaches, 'broken');
  const kills = reports.reduce((sum, report) => sum + report.kills, 0);
  const unreplicated = reports.reduce((sum, report) => sum + report.unreplicated, 0);
  const befell = reports.flatMap((report) => report.befell);
  return [
    'failpoints: nights that reached each, of those that meant to',
    ...tableOf(reachOf(reports).map(({ name, planned, reached }) => `${name} ${reached} of ${planned}`)),
    `blows: ${told(befell.filter((what) => !isTrouble(what)).map((what) => what.split(' ').at(-1)!))}`,
    `troubles: ${told(befell.filter(isTrouble))}`,
    ...(unreplicated > 0 ? [`lost masters took ${unreplicated} bytes of writes with them that no replica had`] : []),
    ...unreachable(reports).map(({ name, planned }) => `the suite itself: ${name} was to be reached in ${planned} nights and was in none`),
    ...(broken > 0 ? [`${broken} rows break an invariant without being lost or doubled`] : []),
    `runs ${reports.length} kills ${kills} lost ${count(breaches, 'lost')} doubled ${count(breaches, 'doubled')}`,
  ];
}

/** How often each occurs. */
function told(names: readonly string[]): string {
  const times = new Map<string, number>();
  for (const name of names) times.set(name, (times.get(name) ?? 0) + 1);
  return [...times].map(([name, n]) => `${name} ${n}`).join(', ') || 'none';
}

function tableOf(cells: readonly string[]): string[] {
  const width = Math.max(...cells.map((cell) => cell.length)) + 2;
  const rows = Array.from({ length: Math.ceil(cells.length / COLUMNS) }, (_, n) => cells.slice(n * COLUMNS, (n + 1) * COLUMNS));
  return rows.map((row) => `  ${row.map((cell) => cell.padEnd(width)).join('').trimEnd()}`);
}

/** Nothing was lost, doubled or wrong, every run came to rest, and the nights came to every point that they often meant to. */
export const isSound = (reports: readonly RunReport[]): boolean => reports.every((report) => report.breaches.length === 0) && unreachable(reports).length === 0;
