import { expireSessions } from '#identity';
import { sweepFiles } from '#evidence';
import { seedHolidays } from '#plan';
import { retireBatches, type Recurring } from '#platform';

const MINUTE = 60;
const HOUR = 60 * MINUTE;

/** Every recurring job, with its reason. When each last ran is a row, so a restart neither repeats nor forgets it. */
export const timetable: readonly Recurring[] = [
  { everySeconds: 10 * MINUTE, job: expireSessions, because: 'sessions that ended by time should say so' },
  { everySeconds: HOUR, job: seedHolidays, because: 'a new district, or a release that knows another year, should have its holidays without being asked' },
  { everySeconds: HOUR, job: sweepFiles, because: 'a crash between file and row leaves a file that belongs to nobody' },
  { everySeconds: 24 * HOUR, job: retireBatches, because: 'done batches are bookkeeping, not record' },
];
