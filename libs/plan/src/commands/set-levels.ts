import { Command, type ICommandHandler } from '@nestjs/cqrs';
import { decided, Handles, InputRefused, Parts, Store, type Actor } from '#platform';
import { PlanEntity } from '../plan.entity.js';
import { PlanTermsChanged } from '../plan.events.js';
import { PlansAtWork } from '../plans-at-work.js';
import { levelFaults } from '../readiness.js';
import { PlanLevelPair } from '../terms.js';

export class NewLevels {
  @Parts(() => PlanLevelPair, { atLeast: 1, max: 3 })
  levels!: PlanLevelPair[];
}

/** Joins the warning scale to the response scale. Until somebody does: yellow III, orange II, red I. */
export class SetLevels extends Command<void> {
  constructor(
    readonly actor: Actor,
    readonly planId: string,
    readonly input: NewLevels,
  ) {
    super();
  }
}

@Handles(SetLevels)
export class SetLevelsHandler implements ICommandHandler<SetLevels> {
  constructor(
    private readonly plans: PlansAtWork,
    private readonly store: Store,
  ) {}

  async execute({ actor, planId, input: { levels } }: SetLevels): Promise<void> {
    const faults = levelFaults(levels);
    if (faults.length > 0) throw new InputRefused(faults, faults[0]!.message);
    return this.plans.draft(actor, planId, async () => {
      const happened = new PlanTermsChanged(actor.jurisdictionId, planId, 'levels');
      await this.store.change(PlanEntity, planId, (row) => decided({ ...row, content: { ...row.content, levels } }, happened));
    });
  }
}
