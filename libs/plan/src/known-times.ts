import type { PlanEntity } from './plan.entity.js';
import type { KnownTimes } from './reading/deadline.js';

/** What a plan says about its own time, for dates that are written without a year. */
export const knownTimesOf = ({ issuedOn, seasonFrom, seasonTo }: Pick<PlanEntity, 'issuedOn' | 'seasonFrom' | 'seasonTo'>): KnownTimes => ({
  issuedOn,
  season: seasonFrom && seasonTo ? { from: seasonFrom, to: seasonTo } : null,
});
