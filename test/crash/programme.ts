import { allFaults, type Assault, type Need } from './faults.js';
import type { Chance } from './chance.js';

export const WARNING_LEVELS = ['yellow', 'orange', 'red'] as const;
export type Level = (typeof WARNING_LEVELS)[number];

/** Where the night ends: still in force, lifted with a few units silent, or closed because everybody has stood down. */
export type Ending = 'active' | 'lifted' | 'closed';

/** What happens in one night, as far as people decide it. */
export interface Programme {
  readonly level: Level;
  /** No exercise: it is told outside as well. */
  readonly exercise: boolean;
  /** How many times faster the clocks run. */
  readonly speed: number;
  /** The level that it is moved to midway. */
  readonly adjustment: Level | null;
  readonly suspension: boolean;
  readonly ending: Ending;
  /** Two approvers sign at the same moment. */
  readonly rivalry: boolean;
}

export function programmeOf(chance: Chance, assault: Assault, exercise = true): Programme {
  const needs = new Set<Need>(allFaults(assault).flatMap(({ point }) => point.needs ?? []));
  const level = chance.one(WARNING_LEVELS);
  const other = chance.one(WARNING_LEVELS.filter((candidate) => candidate !== level));
  const ending = chance.one(['active', 'lifted', 'closed', 'closed'] as const);
  return {
    level,
    exercise,
    speed: exercise ? chance.one([80, 120, 120]) : 1,
    adjustment: chance.happens(0.6) || needs.has('adjustment') ? other : null,
    suspension: chance.happens(0.25) || needs.has('suspension'),
    ending: needs.has('closing') ? 'closed' : needs.has('lifting') && ending === 'active' ? 'lifted' : ending,
    rivalry: chance.happens(0.25),
  };
}

export const inWords = ({ level, exercise, adjustment, suspension, ending }: Programme): string =>
  [adjustment ? `${level}→${adjustment}` : level, ...(suspension ? ['suspended'] : []), ending, ...(exercise ? [] : ['for real'])].join(' ');
