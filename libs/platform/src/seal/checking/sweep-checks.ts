import { Database } from '../../database/database.js';
import { QueueBackend } from '../../jobs/queue-backend.js';
import { Queues } from '../../jobs/queues.js';
import { INSTALLATION } from '../../sweeping/repaired.event.js';
import { Sweeps, type Repaired, type Repairs, type Sweep } from '../../sweeping/sweeps.js';
import { runningJournalCheck } from './run-journal-check.js';
import { SILENT_SECONDS } from './standing.js';

/** Handed on so long ago and not taken: the queue has lost it, or is busy with something long; a second job then finds nothing to do. */
const UNTAKEN_SECONDS = 60;

const AGAIN = `
  WITH open AS (
    SELECT id, state, hands FROM journal_seal_check
     WHERE state = 'running' AND seen_at < clock_timestamp() - make_interval(secs => ${SILENT_SECONDS})
        OR state = 'waiting' AND handed_at < clock_now() - make_interval(secs => ${UNTAKEN_SECONDS})
       FOR UPDATE SKIP LOCKED
  )
  UPDATE journal_seal_check SET state = 'waiting', handed_at = clock_now(), hands = open.hands + 1
    FROM open WHERE journal_seal_check.id = open.id
  RETURNING journal_seal_check.id, open.hands + 1 AS hands, open.state = 'running' OR open.hands = 0 AS "isNews"`;

/** Hands on a check whose worker died in the middle, and one that no worker took. */
@Sweeps('platform.journal-checks', { because: 'a worker that dies leaves the check that it ran, and a queue may lose one that waits' })
export class SweepChecks implements Sweep {
  constructor(
    private readonly database: Database,
    private readonly queues: Queues,
    private readonly backend: QueueBackend,
  ) {}

  async sweep(repairs: Repairs): Promise<void> {
    if (!(await this.backend.takesWork())) return;
    const handed: { id: string; hands: number }[] = [];
    await repairs.block(async () => {
      const again = await this.database.query<{ id: string; hands: number; isNews: boolean }>(AGAIN);
      handed.splice(0, handed.length, ...again);
      return again.filter(({ isNews }) => isNews).map(({ id }): Repaired => ({ jurisdictionId: INSTALLATION, subject: `journal-check/${id}` }));
    });
    for (const { id, hands } of handed) await this.queues.add(runningJournalCheck, { checkId: id }, String(hands));
  }
}
