import { Command, type ICommandHandler } from '@nestjs/cqrs';
import { Database, failpoint, Handles, sql, Store } from '#platform';
import type { ResponseLifted } from '#response';
import { blocksIssued, type Block } from './block.js';
import { HOLD_ALL } from './revise-checklists.js';

const LIFT = sql(import.meta.url, './lift.sql');

/** 解除: open lines are withdrawn and the stand-down clock of every unit starts. */
export class LiftChecklists extends Command<void> {
  constructor(readonly lifted: ResponseLifted) {
    super();
  }
}

@Handles(LiftChecklists)
export class LiftChecklistsHandler implements ICommandHandler<LiftChecklists> {
  constructor(
    private readonly store: Store,
    private readonly database: Database,
  ) {}

  async execute({ lifted }: LiftChecklists): Promise<void> {
    await this.store.whole(async () => {
      await this.database.query(HOLD_ALL, [lifted.responseId]);
      const [row] = await this.database.query<{ blocks: Block[] }>(LIFT, [lifted.responseId, lifted.revision]);
      await failpoint('lift.withdrawn');
      await this.store.append(...blocksIssued(lifted, 'lifted', row!.blocks));
    });
  }
}
