import { Command, type ICommandHandler } from '@nestjs/cqrs';
import { failpoint, Handles, Store, type Actor } from '#platform';
import { standDown } from '../checklist.js';
import { ChecklistEntity } from '../checklist.entity.js';
import { ownList } from './acknowledge-checklist.js';

export class StandDown extends Command<void> {
  constructor(
    readonly actor: Actor,
    readonly checklistId: string,
  ) {
    super();
  }
}

@Handles(StandDown)
export class StandDownHandler implements ICommandHandler<StandDown> {
  constructor(private readonly store: Store) {}

  async execute({ actor, checklistId }: StandDown): Promise<void> {
    await this.store.change(ChecklistEntity, checklistId, (list, at) => standDown(ownList(list, actor), at));
    await failpoint('stand-down.committed');
  }
}
