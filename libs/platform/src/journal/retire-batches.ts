import { Command, type ICommandHandler } from '@nestjs/cqrs';
import { Handles } from '../handles.js';
import { defineJob } from '../jobs/job.js';
import { Database } from '../database/database.js';

/** Forgets done batches after a week. The entries themselves stay for ever. */
export class RetireBatches extends Command<void> {}

export const retireBatches = defineJob({ name: 'platform.retire-batches', lane: 'slow', command: RetireBatches, key: () => 'retire-batches', attempts: 3 });

@Handles(RetireBatches)
export class RetireBatchesHandler implements ICommandHandler<RetireBatches> {
  constructor(private readonly database: Database) {}

  async execute(): Promise<void> {
    await this.database.query(`SELECT journal_retire_batches(interval '7 days')`);
  }
}
