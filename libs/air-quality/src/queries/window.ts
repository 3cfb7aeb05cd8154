import { InputRefused, Instant } from '#platform';
import { DAY_MS } from '../means.js';
import { MOST_DAYS } from './air-hour.js';

/** Hours that end after `from` until `to`. */
export class AirWindow {
  @Instant({ optional: true, about: 'Absent: so many days before the end' })
  from?: string;

  @Instant({ optional: true, about: 'Absent: now' })
  to?: string;
}

/** The window that was asked for, at most so many days. */
export function windowOf({ from, to }: AirWindow, now: Date): { after: Date; until: Date } {
  const until = to ? new Date(to) : now;
  const after = from ? new Date(from) : new Date(until.getTime() - MOST_DAYS * DAY_MS);
  if (until.getTime() - after.getTime() > MOST_DAYS * DAY_MS || until < after)
    throw new InputRefused([{ field: 'from', code: 'air-quality.window', message: `Ask for at most ${MOST_DAYS} days, the beginning before the end.` }]);
  return { after, until };
}
