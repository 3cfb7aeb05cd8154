import type { Backend } from './queue.js';
import type { Settings } from './settings.js';

/** Nights that share a database and, as far as they survive, the processes: each is told in a city of its own. */
export const NIGHTS_IN_SERIES = 8;

/** A series of nights, and what decides them. */
export interface Series {
  readonly backend: Backend;
  readonly seed: number;
  readonly runs: readonly number[];
}

export const firstOfSeries = (run: number): number => run - cityOf(run);

/** Which of the cities, from 0, has this run's night. */
export const cityOf = (run: number): number => (run - 1) % NIGHTS_IN_SERIES;

/** In every second series the processes reach their stores over a network that may fail. */
export const onWires = (run: number): boolean => Math.floor((run - 1) / NIGHTS_IN_SERIES) % 2 === 1;

/** Every second night of the other series is no exercise: its messages go outside, to fakes of providers. */
export const goesOutside = (run: number): boolean => !onWires(run) && run % 2 === 1;

/** How many nights before this one were on wires, or were not, as this one. */
export const nightsAlikeBefore = (run: number): number => Array.from({ length: run - 1 }, (_, n) => n + 1).filter((earlier) => onWires(earlier) === onWires(run)).length;

/** How many nights before this one went outside. */
export const nightsOutsideBefore = (run: number): number => Array.from({ length: run - 1 }, (_, n) => n + 1).filter(goesOutside).length;

/** The runs that are asked for, cut into series. Several backends take turns, and several seeds: each pair counts its own runs. */
export function dealt({ first, runs, backends, seeds }: Pick<Settings, 'first' | 'runs' | 'backends' | 'seeds'>): Series[] {
  const next = new Map<string, number>();
  const series: Series[] = [];
  for (let left = runs; left > 0; ) {
    const [backend, seed] = [backends[series.length % backends.length]!, seeds[Math.floor(series.length / backends.length) % seeds.length]!];
    const from = next.get(`${backend} ${seed}`) ?? first;
    const to = Math.min(firstOfSeries(from) + NIGHTS_IN_SERIES - 1, from + left - 1);
    series.push({ backend, seed, runs: Array.from({ length: to - from + 1 }, (_, n) => from + n) });
    next.set(`${backend} ${seed}`, to + 1);
    left -= to - from + 1;
  }
  return series;
}
