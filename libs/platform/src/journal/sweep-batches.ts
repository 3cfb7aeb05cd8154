import { Command } from '@nestjs/cqrs';
import type { ICommandHandler } from '@nestjs/cqrs';
import { Handles } from '../handles.js';
import { defineJob } from '../jobs/job.js';
import { Database } from '../database/database.js';
import { failpoint } from '../failpoint.js';
import { Queues } from '../jobs/queues.js';
import { Tally } from '../watching/tally.js';

/** Hands on again every batch that was handed on long ago and is still not done: whatever the queue lost. */
export class SweepBatches extends Command<number> {
  constructor(readonly input: { olderThanSeconds?: number } = {}) {
    super();
  }
}

export const sweepBatches = defineJob({ name: 'platform.sweep-batches', lane: 'urgent', command: SweepBatches, key: () => 'sweep-batches', attempts: 1 });

const FORGOTTEN = `
  UPDATE journal_batch SET handed_at = clock_now()
   WHERE id IN (SELECT id FROM journal_batch
                 WHERE state = 'waiting' AND handed_at < clock_now() - make_interval(secs => $1)
                 ORDER BY id LIMIT 1000 FOR UPDATE SKIP LOCKED)
  RETURNING id`;

@Handles(SweepBatches)
export class SweepBatchesHandler implements ICommandHandler<SweepBatches> {
  constructor(
    private readonly database: Database,
    private readonly queues: Queues,
    private readonly tally: Tally,
  ) {}

  async execute({ input }: SweepBatches): Promise<number> {
    const rows = await this.database.query<{ id: string }>(FORGOTTEN, [input.olderThanSeconds ?? 20]);
    this.tally.count('repairs_total', { kind: 'batch' }, rows.length);
    if (rows.length > 0) await failpoint('sweep.found');
    await this.queues.handBatches(rows.map((row) => row.id));
    return rows.length;
  }
}
