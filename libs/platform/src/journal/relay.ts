import { Injectable, Logger } from '@nestjs/common';
import { Database } from '../database/database.js';
import type { Prepared } from '../database/sql.js';
import { failpoint } from '../failpoint.js';
import { Queues } from '../jobs/queues.js';
import { Leadership, type Term } from '../leading/leadership.js';
import { wakeful } from '../leading/wakeful.js';
import { Bell, FEED_BELL, JOURNAL_BELL } from './bell.js';
import { cutIntoBatches, type NewBatch, type Placed } from './batches.js';

const AT_ONCE = 5_000;
const POLL_FLOOR_MS = 1_000;

/** Takes what waits, gives each entry the next position without a gap, and says which entries those are. */
const PLACE: Prepared = {
  name: 'journal-place',
  // The type is looked up entry by entry: a join may be planned as a scan of the whole journal, as small as it was when it was analysed.
  text: `
  WITH taken AS (
    DELETE FROM journal_pending
     WHERE entry_id IN (SELECT entry_id FROM journal_pending ORDER BY entry_id LIMIT $1)
    RETURNING entry_id
  ), head AS (
    UPDATE journal_head SET position = position + (SELECT count(*) FROM taken) RETURNING position
  ), placed AS (
    INSERT INTO journal_feed (position, entry_id)
    SELECT head.position - count(*) OVER () + row_number() OVER (ORDER BY entry_id), entry_id FROM taken, head
    RETURNING position, entry_id
  )
  SELECT position, entry_id AS "entryId", (SELECT type FROM journal WHERE id = entry_id) AS type
    FROM placed
   ORDER BY position`,
};

const KEEP_BATCHES: Prepared = {
  name: 'journal-keep-batches',
  text: `
  INSERT INTO journal_batch (subscriber, entries)
  SELECT b.subscriber, b.entries FROM jsonb_to_recordset($1::jsonb) AS b(n int, subscriber text, entries bigint[])
   ORDER BY b.n
  RETURNING id`,
};

/**
 * Hands published entries on. A single leader, so that positions follow one another; it wakes at once and then works in
 * passes. It reads pointers, not ids above a mark, so nothing depends on the order in which transactions commit.
 */
@Injectable()
export class Relay {
  private readonly log = new Logger(Relay.name);

  constructor(
    private readonly database: Database,
    private readonly leadership: Leadership,
    private readonly queues: Queues,
    private readonly bell: Bell,
  ) {}

  run(closing: AbortSignal): Promise<void> {
    return this.leadership.stand('relay', closing, async (term) => {
      await wakeful(term, JOURNAL_BELL, POLL_FLOOR_MS, async () => (await this.pass(term)) > 0);
      // A last pass for what the ending process itself has written; a term that was lost is fenced.
      if (closing.aborted) await this.pass(term);
    });
  }

  /** One pass; the number of entries placed. A batch whose hand-over is lost here is found by the sweep. */
  async pass(term: Term): Promise<number> {
    const { placed, batches } = await this.database.transaction(() => this.place(term));
    await this.leadership.passed(term);
    if (placed === 0) return 0;
    await failpoint('relay.placed');
    this.bell.ring(FEED_BELL);
    await this.queues.handBatches(batches).catch((error: Error) => this.leave(batches, error));
    await failpoint('relay.handed');
    return placed;
  }

  /** To the sweep: it hands them on as soon as the queue takes work again. */
  private async leave(batches: readonly string[], error: Error): Promise<void> {
    this.log.warn(`the queue did not take ${batches.length} batches; the sweep will hand them on: ${error.message}`);
    await this.database.query(`UPDATE journal_batch SET handed_at = clock_now() - interval '1 minute' WHERE id = ANY($1) AND state = 'waiting'`, [batches]);
  }

  private async place(term: Term): Promise<{ placed: number; batches: string[] }> {
    await this.leadership.fence(term);
    const placed = await this.database.prepared<Placed>(PLACE, [AT_ONCE]);
    const batches = placed.length > 0 ? await this.keep(cutIntoBatches(placed)) : [];
    await failpoint('relay.before-commit');
    return { placed: placed.length, batches };
  }

  private async keep(batches: NewBatch[]): Promise<string[]> {
    if (batches.length === 0) return [];
    const numbered = batches.map((batch, n) => ({ n, ...batch }));
    const rows = await this.database.prepared<{ id: string }>(KEEP_BATCHES, [JSON.stringify(numbered)]);
    return rows.map((row) => row.id);
  }
}
