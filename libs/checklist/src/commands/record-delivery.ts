import { Command, type ICommandHandler } from '@nestjs/cqrs';
import { Database, Handles, Store, type Actor } from '#platform';
import type { ChecklistEntity } from '../checklist.entity.js';
import { ChecklistDelivered } from '../checklist.events.js';

/** A device of the unit has fetched these checklists. Cheap when there is nothing new to record. */
export class RecordDelivery extends Command<void> {
  constructor(
    readonly actor: Actor,
    readonly checklistIds: readonly string[],
  ) {
    super();
  }
}

const RECORD = `
  UPDATE checklist_checklist SET delivered_at = clock_now(), version = version + 1
   WHERE id = ANY ($1::bigint[]) AND jurisdiction_id = $2 AND unit_id = $3 AND delivered_at IS NULL
  RETURNING id, jurisdiction_id AS "jurisdictionId", response_id AS "responseId", unit_id AS "unitId", revision`;

@Handles(RecordDelivery)
export class RecordDeliveryHandler implements ICommandHandler<RecordDelivery> {
  constructor(
    private readonly store: Store,
    private readonly database: Database,
  ) {}

  async execute({ actor, checklistIds }: RecordDelivery): Promise<void> {
    if (checklistIds.length === 0) return;
    await this.store.whole(async () => {
      const fetched = await this.database.query<ChecklistEntity>(RECORD, [checklistIds, actor.jurisdictionId, actor.unitId]);
      await this.store.append(...fetched.map((list) => new ChecklistDelivered(list)));
    });
  }
}
