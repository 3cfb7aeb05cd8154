import { setTimeout as sleep } from 'node:timers/promises';
import type { TestDatabase } from './database.js';

const LOOK = `
  SELECT (SELECT count(*) FROM journal_pending)::int AS pending,
         (SELECT count(*) FROM journal_batch WHERE state = 'waiting')::int AS batches,
         (SELECT count(*) FROM checklist_checklist WHERE ring_at <= clock_now())::int
           + (SELECT count(*) FROM checklist_bundle WHERE said_at IS NULL)::int AS clocks`;
const PATIENCE_MS = 40_000;

/** Rest: nothing waits for the relay, no batch for its runner, no clock for its engine. Reached without anybody's help, or the test fails. */
export class Rest {
  constructor(private readonly database: TestDatabase) {}

  async reached(): Promise<void> {
    let left = {};
    for (const began = Date.now(); Date.now() - began < PATIENCE_MS; await sleep(15)) {
      const [row] = await this.database.query<{ pending: number; batches: number; clocks: number }>(LOOK);
      if (row!.pending + row!.batches + row!.clocks === 0) return;
      left = row!;
    }
    const [stuck] = await this.database.query(`SELECT subscriber, attempts, error FROM journal_batch WHERE state = 'waiting' ORDER BY id LIMIT 1`);
    throw new Error(`The city does not come to rest: ${JSON.stringify(left)} ${JSON.stringify(stuck ?? {})}`);
  }
}
