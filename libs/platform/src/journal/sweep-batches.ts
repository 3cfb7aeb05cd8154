import { Database } from '../database/database.js';
import { QueueBackend } from '../jobs/queue-backend.js';
import { Queues, type Handed } from '../jobs/queues.js';
import { Sweeps, type Repaired, type Repairs, type Sweep } from '../sweeping/sweeps.js';

/** Handed on so long ago and still not done: then it is looked whether a worker will ever take it. */
const SECONDS = 20;

/** A batch that is being worked on is locked, and passed over. */
const WAITING = `
  SELECT id, repairs FROM journal_batch
   WHERE state = 'waiting' AND handed_at < clock_now() - make_interval(secs => ${SECONDS})
   ORDER BY handed_at, id LIMIT 500 FOR UPDATE SKIP LOCKED`;

/** Looked at now: they rest for a while again. Returned are those that the queue had lost, each the first time only. */
const NOTED = `
  WITH batch AS (
    SELECT id, entries[1] AS entry_id, repairs FROM journal_batch WHERE id = ANY($1) AND state = 'waiting' ORDER BY id FOR UPDATE SKIP LOCKED
  ), noted AS (
    UPDATE journal_batch SET handed_at = clock_now(), repairs = journal_batch.repairs + (journal_batch.id = ANY($2))::int
      FROM batch WHERE journal_batch.id = batch.id
  )
  SELECT entry.jurisdiction_id AS "jurisdictionId", 'batch/' || batch.id AS subject
    FROM batch JOIN journal entry ON entry.id = batch.entry_id
   WHERE batch.id = ANY($2) AND batch.repairs = 0`;

/** Hands on again every batch that nobody works on and no worker is going to take. While the queue is down it waits. */
@Sweeps('platform.batches', { because: 'a queue may lose a job; the batch row still waits' })
export class SweepBatches implements Sweep {
  constructor(
    private readonly database: Database,
    private readonly queues: Queues,
    private readonly backend: QueueBackend,
  ) {}

  async sweep(repairs: Repairs): Promise<void> {
    const waiting = await this.database.query<Handed>(WAITING);
    if (waiting.length === 0 || !(await this.backend.takesWork())) return;
    const lost = await this.queues.lost(waiting);
    await repairs.block(() => this.database.query<Repaired>(NOTED, [waiting.map(({ id }) => id), lost.map(({ id }) => id)]));
    await this.queues.handAgain(lost.map(({ id, repairs: before }) => ({ id, repairs: before + 1 })));
  }
}
