import { setTimeout as sleep } from 'node:timers/promises';
import { leaps } from './clock.js';
import type { Server } from './server.js';

const PATIENCE_MS = 60_000;
/** What nobody was told of waits for the sweep, or for its next try. Half a minute of waiting is spared by letting the clock go on. */
const STANDSTILL_MS = 1_500;
const LET_PASS_S = 21;
const LEAPS = 6;
/** A clock that rings so soon, in its own seconds, is waited for. */
const SOON_S = 2;

export interface Left {
  readonly pending: number;
  readonly batches: number;
  readonly clocks: number;
  readonly bundles: number;
  readonly messages: number;
  readonly unsealed: number;
}

export const LOOK = `
  SELECT (SELECT count(*) FROM journal_pending)::int AS pending,
         (SELECT count(*) FROM journal_batch WHERE state = 'waiting')::int AS batches,
         (SELECT count(*) FROM checklist_checklist WHERE ring_at IS NOT NULL)::int AS clocks,
         (SELECT count(*) FROM checklist_bundle WHERE said_at IS NULL)::int AS bundles,
         (SELECT count(*) FROM notification_parcel WHERE state IN ('waiting', 'sending'))::int
           + (SELECT count(*) FROM notification_delivery WHERE state = 'queued' AND parcel_id IS NULL)::int AS messages,
         (SELECT position - coalesce((SELECT max(position) FROM journal_seal), 0) FROM journal_head)::int AS unsealed`;
const NEXT_CLOCK = `SELECT extract(epoch FROM min(ring_at) - clock_now())::float8 AS seconds FROM checklist_checklist WHERE ring_at IS NOT NULL`;

/** Nothing is left to be done. */
export const isRest = (left: Left): boolean => Object.values(left).every((number) => number === 0);

/**
 * I14: after the faults everything comes to rest within a minute and without a human: nothing waits for the relay, no batch
 * for its runner, no message for its gateway, no entry for its seal, every clock that could still ring has rung, and what it had
 * to tell was said. Null, or what is left.
 */
export async function comesToRest(server: Server, database: string): Promise<Left | null> {
  let [left, since, passed] = [await look(server, database), Date.now(), 0];
  for (const began = Date.now(); Date.now() - began < PATIENCE_MS; await sleep(20)) {
    const now = await look(server, database);
    if (isRest(now)) return null;
    if (isRest({ ...now, clocks: 0 })) await nextClock(server, database);
    if (JSON.stringify(now) !== JSON.stringify(left)) [left, since] = [now, Date.now()];
    if (Date.now() - since < STANDSTILL_MS || passed === LEAPS) continue;
    await leaps(server, database, LET_PASS_S);
    [since, passed] = [Date.now(), passed + 1];
  }
  return left;
}

/** All that is left to wait for is a clock: it rings next. */
async function nextClock(server: Server, database: string): Promise<void> {
  const [next] = await server.once<{ seconds: number | null }>(database, NEXT_CLOCK);
  if (next!.seconds !== null && next!.seconds > SOON_S) await leaps(server, database, next!.seconds);
}

const look = async (server: Server, database: string): Promise<Left> => (await server.once<Left>(database, LOOK))[0]!;
