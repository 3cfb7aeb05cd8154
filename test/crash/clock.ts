import type { Server } from './server.js';

/** The clock of the nights' database runs so many times faster than the wall's: nothing else knows what time it is. */
const RATE = 5;

/**
 * Since when (by the wall) the clock has been running from which time on; the last row counts. `crash_moment` tells what the
 * clock showed when something was committed: PostgreSQL notes commits by the wall. `crash_wall` is its inverse: when, by the wall, the
 * clock came to a time, or leapt over it; null for a time before its first.
 */
export const CLOCK: readonly string[] = [
  'CREATE TABLE crash_clock (since timestamptz PRIMARY KEY, at timestamptz NOT NULL)',
  'INSERT INTO crash_clock SELECT now(), now()',
  `CREATE FUNCTION crash_moment(wall timestamptz) RETURNS timestamptz LANGUAGE sql STABLE PARALLEL SAFE
     AS 'SELECT at + (wall - since) * ${RATE} FROM public.crash_clock WHERE since <= wall ORDER BY since DESC LIMIT 1'`,
  `CREATE FUNCTION crash_wall(moment timestamptz) RETURNS timestamptz LANGUAGE sql STABLE PARALLEL SAFE
     AS 'SELECT least(since + (moment - at) / ${RATE}, (SELECT min(leap.since) FROM public.crash_clock leap WHERE leap.since > clock.since))
           FROM public.crash_clock clock WHERE at <= moment ORDER BY at DESC LIMIT 1'`,
  `CREATE OR REPLACE FUNCTION clock_now() RETURNS timestamptz LANGUAGE sql STABLE PARALLEL SAFE
     AS 'SELECT at + (statement_timestamp() - since) * ${RATE} FROM public.crash_clock WHERE since <= statement_timestamp() ORDER BY since DESC LIMIT 1'`,
];

/** A fresh copy of the cities wakes up at the very moment at which they were founded. */
export const wakesUp = (server: Server, database: string): Promise<unknown> => server.once(database, 'UPDATE crash_clock SET since = clock_timestamp()');

/** The clock leaps ahead, for everybody at once. */
export const leaps = (server: Server, database: string, seconds: number): Promise<unknown> =>
  server.once(database, `INSERT INTO crash_clock SELECT wall, crash_moment(wall) + make_interval(secs => $1) FROM (SELECT clock_timestamp() AS wall) AS present`, [seconds]);
