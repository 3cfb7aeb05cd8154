import { Command, type ICommandHandler } from '@nestjs/cqrs';
import { v7 as uuid } from 'uuid';
import { decided, Handles, Store, Text, type Actor } from '#platform';
import { PlanEntity } from '../plan.entity.js';
import { PlanPublished } from '../plan.events.js';
import { PlansAtWork } from '../plans-at-work.js';
import { publish } from '../publishing.js';
import { FrozenRows } from '../frozen-rows.js';
import { ReachOfPlan } from '../reach-of-plan.js';

export class Publishing {
  @Text({ optional: true, max: 1000, about: 'Why it is published although a dry run finds holes; kept with the version and in the journal' })
  reason?: string;
}

export interface PublishedPlan {
  readonly versionId: string;
  readonly ordinal: number;
}

/**
 * Puts a plan in force and retires the one before it. Refused with everything that is missing, to its importer, and with every hole that a
 * dry run finds unless a reason is given.
 */
export class PublishPlan extends Command<PublishedPlan> {
  constructor(
    readonly actor: Actor,
    readonly planId: string,
    readonly input: Publishing = {},
  ) {
    super();
  }
}

@Handles(PublishPlan)
export class PublishPlanHandler implements ICommandHandler<PublishPlan> {
  constructor(
    private readonly plans: PlansAtWork,
    private readonly store: Store,
    private readonly rows: FrozenRows,
    private readonly reach: ReachOfPlan,
  ) {}

  execute({ actor, planId, input }: PublishPlan): Promise<PublishedPlan> {
    return this.plans.whole(actor, planId, async ({ plan, questions, now }) => {
      const [reach, above] = [await this.reach.of(actor, plan.content, questions), await this.reach.above(actor, plan.content)];
      const frozen = publish(plan, questions, { id: actor.id, reason: input.reason }, reach, above);
      const { former, ordinal } = await this.rows.makeRoom(actor.jurisdictionId);
      const versionId = uuid();
      await this.rows.write(versionId, frozen);
      const seal = { id: versionId, jurisdictionId: actor.jurisdictionId, planId, ordinal, title: plan.title };
      await this.rows.seal({ ...seal, publishedAt: now, publishedBy: actor.id }, frozen);
      if (former) await this.store.change(PlanEntity, former, (row) => decided({ ...row, state: 'retired' as const }));
      const happened = new PlanPublished(actor.jurisdictionId, planId, versionId, ordinal, former, frozen.holes.length, frozen.reason);
      await this.store.change(PlanEntity, planId, (row) => decided({ ...row, state: 'published' as const }, happened));
      return { versionId, ordinal };
    });
  }
}
