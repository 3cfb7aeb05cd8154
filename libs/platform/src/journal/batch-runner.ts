import { Injectable, Logger } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import { actingAs } from '../act.js';
import { Database } from '../database/database.js';
import { failpoint } from '../failpoint.js';
import { Queues } from '../jobs/queues.js';
import { Refusal } from '../refusal.js';
import { inSpan } from '../watching/spans.js';
import { halves } from './batches.js';
import { revive } from './event.js';
import { afterMarks, type AfterMark, type Reaction } from './reactions.js';

interface Batch {
  readonly id: string;
  readonly subscriber: string;
  readonly entries: string[];
  readonly attempts: number;
}

interface Entry {
  readonly id: string;
  readonly type: string;
  readonly data: object;
}

/** Failed tries before a batch is halved, or a single entry is declared dead. */
const PATIENCE = 3;

const TAKE = `
  SELECT id, subscriber, entries, attempts FROM journal_batch
   WHERE id = $1 AND state = 'waiting' FOR UPDATE SKIP LOCKED`;
const HELD = `SELECT id FROM journal_batch WHERE id = $1 AND state = 'waiting'`;
const EARLIER = `SELECT id FROM journal_batch WHERE subscriber = $1 AND id < $2 AND state = 'waiting' ORDER BY id LIMIT 1`;
const READ = `SELECT id, type, data FROM journal WHERE id = ANY($1::bigint[]) ORDER BY array_position($1::bigint[], id)`;

/**
 * Runs one batch: its effects and its done-mark commit together, so the batch is the inbox and a job that arrives
 * twice finds nothing to do. A batch that keeps failing is halved down to the poisonous entry, which waits for an operator.
 */
@Injectable()
export class BatchRunner {
  private readonly log = new Logger(BatchRunner.name);

  constructor(
    private readonly database: Database,
    private readonly modules: ModuleRef,
    private readonly queues: Queues,
  ) {}

  /** Throws when the batch must be tried again: the queue then repeats the job after a pause. */
  async run(id: string): Promise<void> {
    const blockedBy = await this.database
      .transaction(() => inSpan('batch', { 'qingkong.batch': id }, () => this.attempt(id)))
      .catch(async (error: Error) => {
        if (await this.failed(id, error)) throw error;
        return null;
      });
    await failpoint('batch.committed');
    if (!blockedBy) return;
    // Held by another worker, which may yet die of it, or by the sweep for a moment: the job stays until the batch is done.
    if (blockedBy === id) throw new Error(`batch ${id} is in other hands`);
    await this.queues.handBatches([blockedBy]);
    throw new Error(`batch ${id} waits for ${blockedBy}, which comes before it`);
  }

  /** Null when done (or nothing to do); its own id while others hold it; the id of an earlier batch that an ordered subscriber must see first. */
  private async attempt(id: string): Promise<string | null> {
    const [batch] = await this.database.query<Batch>(TAKE, [id]);
    if (!batch) return (await this.database.query<{ id: string }>(HELD, [id]))[0]?.id ?? null;
    const marks = afterMarks.filter((mark) => mark.subscriber === batch.subscriber);
    if (marks.some((mark) => mark.ordered)) {
      const [earlier] = await this.database.query<{ id: string }>(EARLIER, [batch.subscriber, id]);
      if (earlier) return earlier.id;
    }
    await failpoint('batch.taken');
    for (const entry of await this.database.query<Entry>(READ, [batch.entries])) await this.react(marks, entry);
    await this.database.query(`UPDATE journal_batch SET state = 'done', done_at = clock_now() WHERE id = $1`, [id]);
    await failpoint('batch.before-commit');
    return null;
  }

  private async react(marks: readonly AfterMark[], entry: Entry): Promise<void> {
    const event = revive(entry.type, entry.data);
    for (const mark of marks) {
      if (mark.event !== event.constructor) continue;
      const reaction = this.modules.get<Reaction>(mark.reaction, { strict: false });
      await actingAs({ causeId: entry.id }, () => reaction.react(event));
    }
  }

  /** True when the same batch should be tried again. */
  private async failed(id: string, error: Error): Promise<boolean> {
    const { again, next } = await this.database.transaction(async () => {
      const [batch] = await this.database.query<Batch>(TAKE, [id]);
      if (!batch) return { again: false, next: [] };
      const spent = error instanceof Refusal || batch.attempts + 1 >= PATIENCE;
      if (!spent) return { again: await this.note(batch, error), next: [] };
      return { again: false, next: batch.entries.length > 1 ? await this.halve(batch, error) : await this.bury(batch, error) };
    });
    this.log.warn(`batch ${id} failed: ${error.message}`);
    await this.queues.handBatches(next);
    return again;
  }

  private async note({ id, attempts }: Batch, error: Error): Promise<boolean> {
    await this.database.query(`UPDATE journal_batch SET attempts = $2, error = $3, handed_at = clock_now() WHERE id = $1`, [id, attempts + 1, error.message]);
    return true;
  }

  private async halve(batch: Batch, error: Error): Promise<string[]> {
    await this.database.query(`UPDATE journal_batch SET state = 'split', done_at = clock_now(), error = $2 WHERE id = $1`, [batch.id, error.message]);
    const rows = await this.database.query<{ id: string }>(
      `INSERT INTO journal_batch (subscriber, entries)
       SELECT $1, ARRAY(SELECT jsonb_array_elements_text(half)::bigint) FROM jsonb_array_elements($2::jsonb) AS half
       RETURNING id`,
      [batch.subscriber, JSON.stringify(halves(batch.entries))],
    );
    return rows.map((row) => row.id);
  }

  private async bury({ id, subscriber, entries }: Batch, error: Error): Promise<string[]> {
    await this.database.query(`UPDATE journal_batch SET state = 'dead', error = $2 WHERE id = $1`, [id, error.message]);
    this.log.error(`entry ${entries[0]} is dead for ${subscriber}: ${error.message}. Mend the cause, then: npm run batches -- replay ${id}`);
    return [];
  }
}
