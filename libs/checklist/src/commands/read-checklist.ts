import { Command, type ICommandHandler } from '@nestjs/cqrs';
import { Handles, Store, type Actor } from '#platform';
import { read } from '../checklist.js';
import { ChecklistEntity } from '../checklist.entity.js';
import { ownList } from './acknowledge-checklist.js';

export class ReadChecklist extends Command<void> {
  constructor(
    readonly actor: Actor,
    readonly checklistId: string,
  ) {
    super();
  }
}

@Handles(ReadChecklist)
export class ReadChecklistHandler implements ICommandHandler<ReadChecklist> {
  constructor(private readonly store: Store) {}

  async execute({ actor, checklistId }: ReadChecklist): Promise<void> {
    await this.store.change(ChecklistEntity, checklistId, (list, at) => read(ownList(list, actor), at));
  }
}
