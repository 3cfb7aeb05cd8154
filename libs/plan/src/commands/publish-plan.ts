import { Command, type ICommandHandler } from '@nestjs/cqrs';
import { v7 as uuid } from 'uuid';
import { Database, decided, Handles, Store, type Actor } from '#platform';
import { PlanEntity } from '../plan.entity.js';
import { PlanPublished } from '../plan.events.js';
import { PlansAtWork } from '../plans-at-work.js';
import { publish } from '../publishing.js';
import { FrozenRows } from '../frozen-rows.js';

export interface PublishedPlan {
  readonly versionId: string;
  readonly ordinal: number;
}

/** Puts a plan in force and retires the one before it. Refused with everything that is missing, and to its importer. */
export class PublishPlan extends Command<PublishedPlan> {
  constructor(
    readonly actor: Actor,
    readonly planId: string,
  ) {
    super();
  }
}

const OUT_OF_FORCE = 'UPDATE plan_version SET in_force = false WHERE jurisdiction_id = $1 AND in_force RETURNING plan_id AS id';
const LAST_ORDINAL = 'SELECT coalesce(max(ordinal), 0) AS ordinal FROM plan_version WHERE jurisdiction_id = $1';

@Handles(PublishPlan)
export class PublishPlanHandler implements ICommandHandler<PublishPlan> {
  constructor(
    private readonly plans: PlansAtWork,
    private readonly store: Store,
    private readonly database: Database,
    private readonly rows: FrozenRows,
  ) {}

  execute({ actor, planId }: PublishPlan): Promise<PublishedPlan> {
    return this.plans.whole(actor, planId, async ({ plan, questions, now }) => {
      const frozen = publish(plan, questions, actor.id);
      const { former, ordinal } = await this.makeRoom(actor.jurisdictionId);
      const versionId = uuid();
      await this.rows.write(versionId, frozen);
      const seal = { id: versionId, jurisdictionId: actor.jurisdictionId, planId, ordinal, title: plan.title };
      await this.rows.seal({ ...seal, publishedAt: now, publishedBy: actor.id });
      if (former) await this.store.change(PlanEntity, former, (row) => decided({ ...row, state: 'retired' as const }));
      const happened = new PlanPublished(actor.jurisdictionId, planId, versionId, ordinal, former);
      await this.store.change(PlanEntity, planId, (row) => decided({ ...row, state: 'published' as const }, happened));
      return { versionId, ordinal };
    });
  }

  /** One publishing at a time in a jurisdiction: the version in force goes out of force, the next number is ours. */
  private async makeRoom(jurisdictionId: string): Promise<{ former: string | null; ordinal: number }> {
    await this.database.query(`SELECT pg_advisory_xact_lock(hashtext('plan.publish'), hashtext($1))`, [jurisdictionId]);
    const [former] = await this.database.query<{ id: string }>(OUT_OF_FORCE, [jurisdictionId]);
    const [last] = await this.database.query<{ ordinal: number }>(LAST_ORDINAL, [jurisdictionId]);
    return { former: former?.id ?? null, ordinal: last!.ordinal + 1 };
  }
}
