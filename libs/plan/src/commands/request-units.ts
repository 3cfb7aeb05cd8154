import { Command, type ICommandHandler } from '@nestjs/cqrs';
import { v7 as uuid } from 'uuid';
import { Database, Handles, Store, type Actor } from '#platform';
import { PlanUnitsRequested } from '../plan.events.js';
import { PlansAtWork } from '../plans-at-work.js';
import { namesLacking } from '../unit-requests.js';

/** 请系统管理员登记: hands over the names that a draft uses and the directory lacks, each with the measures where it stands. */
export class RequestUnits extends Command<{ requested: number }> {
  constructor(
    readonly actor: Actor,
    readonly planId: string,
  ) {
    super();
  }
}

const REQUEST = `
  INSERT INTO plan_unit_request (id, jurisdiction_id, plan_id, name, measures, requested_by, requested_at)
  SELECT wanted.id, $1, $2, wanted.name, wanted.measures, $4, $5 FROM jsonb_to_recordset($3::jsonb) AS wanted(id uuid, name text, measures text[])
  ON CONFLICT ON CONSTRAINT plan_unit_request_once DO NOTHING RETURNING 1`;

@Handles(RequestUnits)
export class RequestUnitsHandler implements ICommandHandler<RequestUnits> {
  constructor(
    private readonly plans: PlansAtWork,
    private readonly store: Store,
    private readonly database: Database,
  ) {}

  execute({ actor, planId }: RequestUnits): Promise<{ requested: number }> {
    return this.plans.draft(actor, planId, async ({ plan, questions, now }) => {
      const wanted = namesLacking(plan.content, questions).map((one) => ({ id: uuid(), ...one }));
      const requested = (await this.database.query(REQUEST, [actor.jurisdictionId, planId, JSON.stringify(wanted), actor.id, now])).length;
      if (requested > 0) await this.store.append(new PlanUnitsRequested(actor.jurisdictionId, planId, requested));
      return { requested };
    });
  }
}
