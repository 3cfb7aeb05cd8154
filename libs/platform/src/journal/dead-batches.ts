import { Command, Query, type ICommandHandler, type IQueryHandler } from '@nestjs/cqrs';
import { forRole } from '../actor.js';
import { Database } from '../database/database.js';
import { Answers, Handles } from '../handles.js';
import { DomainEvent, WireName } from './event.js';
import { Journal } from './journal.js';

/** A batch that was given up: one entry that one subscriber cannot digest. */
export interface DeadBatch {
  readonly id: string;
  readonly subscriber: string;
  readonly entryId: string;
  readonly type: string;
  readonly subject: string;
  readonly at: Date;
  readonly error: string;
}

/** The list of what waits for a person, oldest first. */
export class DeadBatches extends Query<DeadBatch[]> {}

const DEAD = `
  SELECT batch.id, batch.subscriber, entry.id AS "entryId", entry.type, entry.subject, entry.at, batch.error
    FROM journal_batch batch JOIN journal entry ON entry.id = batch.entries[1]
   WHERE batch.state = 'dead' ORDER BY batch.id`;

@Answers(DeadBatches)
export class DeadBatchesHandler implements IQueryHandler<DeadBatches> {
  constructor(private readonly database: Database) {}

  execute(): Promise<DeadBatch[]> {
    return this.database.query(DEAD);
  }
}

/** An operator mended the cause and let an entry be told to its subscriber again. */
@WireName('platform.batch-replayed')
export class BatchReplayed extends DomainEvent {
  constructor(
    readonly jurisdictionId: string,
    readonly batchId: string,
    readonly subscriber: string,
    readonly entryId: string,
  ) {
    super();
  }

  get subject(): string {
    return `batch/${this.batchId}`;
  }

  override get audience(): string[] {
    return [forRole('system-admin')];
  }
}

/** Lets dead batches wait again: these, or all. Returns which; the others were not dead. The sweep hands them on within 35 seconds. */
export class ReplayBatches extends Command<string[]> {
  constructor(readonly ids: readonly string[] | 'all') {
    super();
  }
}

const REPLAY = `
  WITH risen AS (
    UPDATE journal_batch SET state = 'waiting', attempts = 0, error = NULL, handed_at = clock_now() - interval '1 minute'
     WHERE state = 'dead' AND ($1::bigint[] IS NULL OR id = ANY ($1))
    RETURNING id, subscriber, entries
  )
  SELECT risen.id, risen.subscriber, entry.id AS "entryId", entry.jurisdiction_id AS "jurisdictionId"
    FROM risen JOIN journal entry ON entry.id = risen.entries[1] ORDER BY risen.id`;

@Handles(ReplayBatches)
export class ReplayBatchesHandler implements ICommandHandler<ReplayBatches> {
  constructor(
    private readonly database: Database,
    private readonly journal: Journal,
  ) {}

  execute({ ids }: ReplayBatches): Promise<string[]> {
    return this.database.transaction(async () => {
      const risen = await this.database.query<{ id: string; subscriber: string; entryId: string; jurisdictionId: string }>(REPLAY, [ids === 'all' ? null : ids]);
      await this.journal.append(risen.map((batch) => new BatchReplayed(batch.jurisdictionId, batch.id, batch.subscriber, batch.entryId)));
      return risen.map(({ id }) => id);
    });
  }
}
