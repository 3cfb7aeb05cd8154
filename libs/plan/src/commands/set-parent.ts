import { Command, type ICommandHandler } from '@nestjs/cqrs';
import { decided, Handles, Id, InputRefused, Store, Text, type Actor } from '#platform';
import { cascadeMarks, cascadeOf } from '../comparing/cascade.js';
import { asItWouldStand } from '../comparing/compare-plans.js';
import { ParentPlans } from '../parent-plans.js';
import type { Measure, PlanParent } from '../plan.js';
import { PlanEntity } from '../plan.entity.js';
import { PlanTermsChanged } from '../plan.events.js';
import { PlansAtWork } from '../plans-at-work.js';

/** A plan of this system, or one that is named by its number and title. Nothing at all: there is no plan above. */
export class NewParent {
  @Id({ optional: true, about: 'A published plan of a jurisdiction above' }) planId?: string;
  @Text({ optional: true, max: 300 }) title?: string;
  @Text({ optional: true, max: 100, about: 'Document number' }) number?: string;
}

/** 上级预案: says which plan a draft follows. What a plan of this system does not have is marked as a local addition at once. */
export class SetParent extends Command<void> {
  constructor(
    readonly actor: Actor,
    readonly planId: string,
    readonly input: NewParent,
  ) {
    super();
  }
}

@Handles(SetParent)
export class SetParentHandler implements ICommandHandler<SetParent> {
  constructor(
    private readonly plans: PlansAtWork,
    private readonly store: Store,
    private readonly parents: ParentPlans,
  ) {}

  execute({ actor, planId, input }: SetParent): Promise<void> {
    return this.plans.draft(actor, planId, async ({ plan, questions }) => {
      const parent = await this.parentOf(actor, input);
      const above = await this.parents.content(actor, { ...plan.content, parent });
      const marks = above && cascadeMarks(cascadeOf(above, asItWouldStand(plan.content, questions)));
      const marked = (measure: Measure): Measure => (marks?.has(measure.no) ? { ...measure, cascade: marks.get(measure.no) } : measure);
      const content = { ...plan.content, parent, measures: plan.content.measures.map(marked) };
      await this.store.change(PlanEntity, planId, (row) => decided({ ...row, content }, new PlanTermsChanged(actor.jurisdictionId, planId, 'parent')));
    });
  }

  private async parentOf(actor: Actor, { planId, title, number }: NewParent): Promise<PlanParent | undefined> {
    if (planId) {
      const above = await this.parents.one(actor, planId);
      return { planId, title: above.title, number: above.number };
    }
    const named = { planId: null, title: title?.trim() || null, number: number?.trim() || null };
    if (named.title && !named.number) throw new InputRefused([{ field: 'number', code: 'required', message: 'A plan that is not in this system is named by its document number.' }]);
    return named.number ? named : undefined;
  }
}
