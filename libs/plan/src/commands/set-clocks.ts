import { Command, type ICommandHandler } from '@nestjs/cqrs';
import { decided, Handles, InputRefused, Part, Store, type Actor } from '#platform';
import { PlanEntity } from '../plan.entity.js';
import { PlanTermsChanged } from '../plan.events.js';
import { PlansAtWork } from '../plans-at-work.js';
import { clockFaults, PlanClockTerms } from '../terms.js';

/** The clocks that are given are set; the others stay. */
export class NewClocks {
  @Part(() => PlanClockTerms, { optional: true, about: '签收, from dispatch' })
  acknowledge?: PlanClockTerms;

  @Part(() => PlanClockTerms, { optional: true, about: '落实反馈, from dispatch; a measure may have its own minutes' })
  confirm?: PlanClockTerms;

  @Part(() => PlanClockTerms, { optional: true, about: '解除反馈, from lifting' })
  standDown?: PlanClockTerms;
}

export class SetClocks extends Command<void> {
  constructor(
    readonly actor: Actor,
    readonly planId: string,
    readonly input: NewClocks,
  ) {
    super();
  }
}

@Handles(SetClocks)
export class SetClocksHandler implements ICommandHandler<SetClocks> {
  constructor(
    private readonly plans: PlansAtWork,
    private readonly store: Store,
  ) {}

  execute({ actor, planId, input }: SetClocks): Promise<void> {
    return this.plans.draft(actor, planId, async ({ plan }) => {
      const { acknowledge, confirm, standDown } = plan.content.clocks;
      const clocks = { acknowledge: input.acknowledge ?? acknowledge, confirm: input.confirm ?? confirm, standDown: input.standDown ?? standDown };
      const faults = clockFaults(clocks);
      if (faults.length > 0) throw new InputRefused(faults, faults[0]!.message);
      const happened = new PlanTermsChanged(actor.jurisdictionId, planId, 'clocks');
      await this.store.change(PlanEntity, planId, (row) => decided({ ...row, content: { ...row.content, clocks } }, happened));
    });
  }
}
