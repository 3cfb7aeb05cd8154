import { Command, type ICommandHandler } from '@nestjs/cqrs';
import { failpoint, Handles, RecordNotFound, Store, type Actor } from '#platform';
import { acknowledge } from '../checklist.js';
import { ChecklistEntity } from '../checklist.entity.js';

export class AcknowledgeChecklist extends Command<void> {
  constructor(
    readonly actor: Actor,
    readonly checklistId: string,
  ) {
    super();
  }
}

@Handles(AcknowledgeChecklist)
export class AcknowledgeChecklistHandler implements ICommandHandler<AcknowledgeChecklist> {
  constructor(private readonly store: Store) {}

  async execute({ actor, checklistId }: AcknowledgeChecklist): Promise<void> {
    await this.store.change(ChecklistEntity, checklistId, (list, at) => acknowledge(ownList(list, actor), at));
    await failpoint('answer.committed');
  }
}

/** A unit sees only its own: to others the checklist does not exist. */
export function ownList(list: ChecklistEntity, actor: Actor): ChecklistEntity {
  if (list.jurisdictionId !== actor.jurisdictionId || list.unitId !== actor.unitId) throw new RecordNotFound('checklist', list.id);
  return list;
}
