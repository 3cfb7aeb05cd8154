import { Command, type ICommandHandler } from '@nestjs/cqrs';
import { Handles, RecordNotFound, Store, Text, type Actor } from '#platform';
import { excuse } from '../checklist.js';
import { ChecklistEntity } from '../checklist.entity.js';

export class Excuse {
  @Text({ max: 300, about: 'Why this unit cannot answer' })
  reason!: string;
}

export class ExcuseUnit extends Command<void> {
  constructor(
    readonly actor: Actor,
    readonly checklistId: string,
    readonly input: Excuse,
  ) {
    super();
  }
}

@Handles(ExcuseUnit)
export class ExcuseUnitHandler implements ICommandHandler<ExcuseUnit> {
  constructor(private readonly store: Store) {}

  async execute({ actor, checklistId, input }: ExcuseUnit): Promise<void> {
    await this.store.change(ChecklistEntity, checklistId, (list, at) => {
      if (list.jurisdictionId !== actor.jurisdictionId) throw new RecordNotFound('checklist', checklistId);
      return excuse(list, input.reason, at);
    });
  }
}
