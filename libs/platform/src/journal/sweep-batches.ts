import { Database } from '../database/database.js';
import { QueueBackend } from '../jobs/queue-backend.js';
import { Queues } from '../jobs/queues.js';
import { Sweeps, type Repaired, type Repairs, type Sweep } from '../sweeping/sweeps.js';

/** Handed on so long ago and still not done: then it is looked whether the queue has its job at all. */
const SECONDS = 20;

const WAITING = `
  SELECT id FROM journal_batch
   WHERE state = 'waiting' AND handed_at < clock_now() - make_interval(secs => ${SECONDS})
   ORDER BY handed_at, id LIMIT 500`;

/** Looked at now: they rest for a while again. Returned are those that the queue had lost, each the first time only. */
const NOTED = `
  WITH batch AS (
    SELECT id, entries[1] AS entry_id, repaired FROM journal_batch WHERE id = ANY($1) AND state = 'waiting' ORDER BY id FOR UPDATE
  ), noted AS (
    UPDATE journal_batch SET handed_at = clock_now(), repaired = journal_batch.repaired OR journal_batch.id = ANY($2)
      FROM batch WHERE journal_batch.id = batch.id
  )
  SELECT entry.jurisdiction_id AS "jurisdictionId", 'batch/' || batch.id AS subject
    FROM batch JOIN journal entry ON entry.id = batch.entry_id
   WHERE batch.id = ANY($2) AND NOT batch.repaired`;

/** Hands on again every batch whose job is in no queue: emptied, lost with its master, or never taken. While the queue is down it waits. */
@Sweeps('platform.batches', { because: 'a queue may lose a job; the batch row still waits' })
export class SweepBatches implements Sweep {
  constructor(
    private readonly database: Database,
    private readonly queues: Queues,
    private readonly backend: QueueBackend,
  ) {}

  async sweep(repairs: Repairs): Promise<void> {
    const waiting = (await this.database.query<{ id: string }>(WAITING)).map((row) => row.id);
    if (waiting.length === 0 || !(await this.backend.takesWork())) return;
    const lost = await this.queues.lost(waiting);
    await repairs.block(() => this.database.query<Repaired>(NOTED, [waiting, lost]));
    await this.queues.handBatches(lost);
  }
}
