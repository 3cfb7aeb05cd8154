import { Command, type ICommandHandler } from '@nestjs/cqrs';
import { Count, failpoint, Handles, RecordNotFound, Store, type Actor } from '#platform';
import { acknowledge, inRevision } from '../checklist.js';
import { ChecklistEntity } from '../checklist.entity.js';

export class Acknowledging {
  @Count({ optional: true, about: 'The revision that was read on the device: refused when a newer one has been issued since. Absent: not compared' })
  revision?: number;
}

export class AcknowledgeChecklist extends Command<void> {
  constructor(
    readonly actor: Actor,
    readonly checklistId: string,
    readonly input: Acknowledging = {},
  ) {
    super();
  }
}

@Handles(AcknowledgeChecklist)
export class AcknowledgeChecklistHandler implements ICommandHandler<AcknowledgeChecklist> {
  constructor(private readonly store: Store) {}

  async execute({ actor, checklistId, input }: AcknowledgeChecklist): Promise<void> {
    await this.store.change(ChecklistEntity, checklistId, (list, at) => acknowledge(inRevision(ownList(list, actor), input.revision), at));
    await failpoint('answer.committed');
  }
}

/** A unit sees only its own: to others the checklist does not exist. */
export function ownList(list: ChecklistEntity, actor: Actor): ChecklistEntity {
  if (list.jurisdictionId !== actor.jurisdictionId || list.unitId !== actor.unitId) throw new RecordNotFound('checklist', list.id);
  return list;
}
