/** Nights that share a database and, as far as they survive, the processes: each is told in a city of its own. */
export const NIGHTS_IN_SERIES = 8;

export const firstOfSeries = (run: number): number => run - cityOf(run);

/** Which of the cities, from 0, has this run's night. */
export const cityOf = (run: number): number => (run - 1) % NIGHTS_IN_SERIES;
