import { Command, type ICommandHandler } from '@nestjs/cqrs';
import { Bell, currentAct, Database, Handles, JOURNAL_BELL, type Actor } from '#platform';

/** A device of the unit has fetched these checklists. Cheap when there is nothing new to record. */
export class RecordDelivery extends Command<void> {
  constructor(
    readonly actor: Actor,
    readonly checklistIds: readonly string[],
  ) {
    super();
  }
}

/**
 * One statement and no transaction around it: in the hour of a raise everybody fetches, and a row that waited for this process
 * would hold up all answers that go together with its own. What somebody holds is skipped: an answer implies that it arrived.
 */
const RECORD = `
  WITH fetched AS (
    UPDATE checklist_checklist SET delivered_at = clock_now(), version = version + 1
     WHERE id IN (SELECT id FROM checklist_checklist
                   WHERE id = ANY ($1::bigint[]) AND jurisdiction_id = $2 AND unit_id = $3 AND delivered_at IS NULL
                   ORDER BY id FOR UPDATE SKIP LOCKED)
    RETURNING id, jurisdiction_id, response_id, unit_id, revision
  )
  SELECT journal_write(jurisdiction_id, 'checklist.delivered', 'checklist/' || id, response_id, ARRAY['command', 'unit:' || unit_id],
           jsonb_build_object('jurisdictionId', jurisdiction_id, 'checklistId', id::text, 'responseId', response_id, 'unitId', unit_id::text, 'revision', revision), $4, $5)
    FROM fetched`;

@Handles(RecordDelivery)
export class RecordDeliveryHandler implements ICommandHandler<RecordDelivery> {
  constructor(
    private readonly database: Database,
    private readonly bell: Bell,
  ) {}

  async execute({ actor, checklistIds }: RecordDelivery): Promise<void> {
    if (checklistIds.length === 0) return;
    const written = await this.database.query(RECORD, [checklistIds, actor.jurisdictionId, actor.unitId, actor.id, currentAct().requestId]);
    if (written.length > 0) this.database.afterCommit(() => this.bell.ring(JOURNAL_BELL));
  }
}
