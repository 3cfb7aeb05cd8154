import { openOccurrences, tellMissingHolidays } from '#duty';
import { expireSessions } from '#identity';
import { sweepFiles } from '#evidence';
import { seedHolidays } from '#plan';
import { retire, type Recurring } from '#platform';

const MINUTE = 60;
const HOUR = 60 * MINUTE;

/** Every recurring job, with its reason. When each last ran is a row, so a restart neither repeats nor forgets it. */
export const timetable: readonly Recurring[] = [
  { everySeconds: 10 * MINUTE, job: expireSessions, because: 'sessions that ended by time should say so' },
  { everySeconds: HOUR, job: seedHolidays, because: 'a new district, or a release that knows another year, should have its holidays without being asked' },
  { everySeconds: 10 * MINUTE, job: openOccurrences, because: 'what recurs should be written down before its morning comes, and move when holidays are entered' },
  { everySeconds: HOUR, job: tellMissingHolidays, because: 'without the holidays of the coming year its recurring duties fall on the wrong days' },
  { everySeconds: HOUR, job: sweepFiles, because: 'a crash between file and row leaves a file that belongs to nobody' },
  { everySeconds: HOUR, job: retire, because: 'what is no record is let go of when it is old enough' },
];
