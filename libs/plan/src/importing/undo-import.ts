import { Command, type ICommandHandler } from '@nestjs/cqrs';
import { decided, Handles, Store, type Actor, type Decision } from '#platform';
import { PlanEntity } from '../plan.entity.js';
import { PlanImportUndone } from '../plan.events.js';
import { PlanNoLongerDraft } from '../plan.refusals.js';
import { PlansAtWork } from '../plans-at-work.js';
import { ImportTooOldToUndo } from './import.refusals.js';

/** An import can be undone for so long. */
export const UNDONE_WITHIN_HOURS = 24;
const undoUntil = (importedAt: Date): Date => new Date(importedAt.getTime() + UNDONE_WITHIN_HOURS * 3_600_000);

/** 撤销导入: takes a draft back that was imported within the last 24 hours, with all answers given to it. The trail keeps both. */
export class UndoImport extends Command<void> {
  constructor(
    readonly actor: Actor,
    readonly planId: string,
  ) {
    super();
  }
}

export function undone(plan: PlanEntity, at: Date): Decision<PlanEntity> {
  if (plan.state !== 'draft') throw new PlanNoLongerDraft(plan.state);
  if (at > undoUntil(plan.importedAt)) throw new ImportTooOldToUndo(undoUntil(plan.importedAt));
  return decided({ ...plan, state: 'undone' as const }, new PlanImportUndone(plan.jurisdictionId, plan.id));
}

@Handles(UndoImport)
export class UndoImportHandler implements ICommandHandler<UndoImport> {
  constructor(
    private readonly plans: PlansAtWork,
    private readonly store: Store,
  ) {}

  async execute({ actor, planId }: UndoImport): Promise<void> {
    await this.plans.whole(actor, planId, () => this.store.change(PlanEntity, planId, undone));
  }
}
