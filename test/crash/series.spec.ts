import { cityOf, dealt, firstOfSeries, onWires } from './series.js';

const asked = { first: 1, runs: 20, backends: ['pg'] as const, seeds: [7] };

describe('the series', () => {
  it('are eight nights each, every second one over a network that may fail', () => {
    expect(dealt(asked).map(({ runs }) => [runs[0], runs.at(-1)])).toEqual([[1, 8], [9, 16], [17, 20]]);
    expect([1, 8, 9, 16, 17].map(onWires)).toEqual([false, false, true, true, false]);
    expect([1, 8, 9].map(cityOf)).toEqual([0, 7, 0]);
    expect([1, 8, 9, 13].map(firstOfSeries)).toEqual([1, 1, 9, 9]);
  });

  it('take turns over the backends and the seeds, and each pair counts its own runs', () => {
    const series = dealt({ ...asked, runs: 44, backends: ['pg', 'redis'], seeds: [7, 9] });
    expect(series.map(({ backend, seed, runs }) => `${backend} ${seed} ${runs[0]}-${runs.at(-1)}`)).toEqual(['pg 7 1-8', 'redis 7 1-8', 'pg 9 1-8', 'redis 9 1-8', 'pg 7 9-16', 'redis 7 9-12']);
  });

  it('begin in the middle when a part is to be seen again', () => {
    expect(dealt({ ...asked, first: 11, runs: 3 }).map(({ runs }) => runs)).toEqual([[11, 12, 13]]);
  });
});
