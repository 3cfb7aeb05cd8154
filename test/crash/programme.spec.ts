import { Chance } from './chance.js';
import { CALM, POINTS, type Assault, type Need } from './faults.js';
import { inWords, programmeOf, type Programme } from './programme.js';

const needing = (need: Need): Assault => {
  const point = POINTS.find((candidate) => candidate.needs === need)!;
  return { ...CALM, faults: { api: [], worker: [], [point.kind]: [{ point, nth: 1, blow: 'kill' }] } };
};
const nights = (assault: Assault): Programme[] => Array.from({ length: 60 }, (_, seed) => programmeOf(new Chance(seed), assault));

describe('the programme of a night', () => {
  it('holds what the fault waits for, or it would wait in vain', () => {
    expect(nights(needing('adjustment')).filter((night) => night.adjustment === null)).toEqual([]);
    expect(nights(needing('suspension')).filter((night) => !night.suspension)).toEqual([]);
    expect(nights(needing('lifting')).filter((night) => night.ending === 'active')).toEqual([]);
    expect(nights(needing('closing')).filter((night) => night.ending !== 'closed')).toEqual([]);
  });

  it('is of every kind when nothing is asked of it', () => {
    const calm = nights(CALM);
    expect(new Set(calm.map(({ level }) => level))).toEqual(new Set(['yellow', 'orange', 'red']));
    expect(new Set(calm.map(({ ending }) => ending))).toEqual(new Set(['active', 'lifted', 'closed']));
    for (const choice of ['suspension', 'rivalry'] as const) expect(new Set(calm.map((night) => night[choice]))).toEqual(new Set([true, false]));
  });

  it('never adjusts a level to itself', () => {
    expect(nights(CALM).filter(({ level, adjustment }) => level === adjustment)).toEqual([]);
  });

  it('is told in a few words', () => {
    const night: Programme = { level: 'red', exercise: true, speed: 120, adjustment: 'yellow', suspension: true, ending: 'closed', rivalry: false };
    expect(inWords(night)).toBe('red→yellow suspended closed');
    expect(inWords({ ...night, adjustment: null, suspension: false, ending: 'active' })).toBe('red active');
    expect(inWords({ ...night, exercise: false })).toBe('red→yellow suspended closed for real');
  });
});
