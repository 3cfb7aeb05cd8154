import { setTimeout as sleep } from 'node:timers/promises';
import { leaps } from './clock.js';
import type { Server } from './server.js';

const PATIENCE_MS = 60_000;
/** Batches that nobody was told of wait for the sweep. Half a minute of waiting is spared by letting the clock go on. */
const STANDSTILL_MS = 1_500;
const LET_PASS_S = 21;

interface Left {
  readonly pending: number;
  readonly batches: number;
  readonly clocks: number;
  readonly unsealed: number;
}

const LOOK = `
  SELECT (SELECT count(*) FROM journal_pending)::int AS pending,
         (SELECT count(*) FROM journal_batch WHERE state = 'waiting')::int AS batches,
         (SELECT count(*) FROM checklist_checklist WHERE ring_at IS NOT NULL)::int AS clocks,
         (SELECT position - coalesce((SELECT max(position) FROM journal_seal), 0) FROM journal_head)::int AS unsealed`;

/**
 * I14: after the faults everything comes to rest within a minute and without a human: nothing waits for the relay, no batch
 * for its runner, no entry for its seal, and every clock that could still ring has rung. Null, or what is left.
 */
export async function comesToRest(server: Server, database: string): Promise<Left | null> {
  let [left, since, passed] = [await look(server, database), Date.now(), 0];
  for (const began = Date.now(); Date.now() - began < PATIENCE_MS; await sleep(20)) {
    const now = await look(server, database);
    if (now.pending + now.batches + now.clocks + now.unsealed === 0) return null;
    if (JSON.stringify(now) !== JSON.stringify(left)) [left, since] = [now, Date.now()];
    if (Date.now() - since < STANDSTILL_MS || passed === 2) continue;
    await leaps(server, database, LET_PASS_S);
    [since, passed] = [Date.now(), passed + 1];
  }
  return left;
}

const look = async (server: Server, database: string): Promise<Left> => (await server.once<Left>(database, LOOK))[0]!;
