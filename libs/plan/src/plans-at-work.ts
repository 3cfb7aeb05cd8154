import { Injectable } from '@nestjs/common';
import { Database, RecordNotFound, Store, type Actor } from '#platform';
import { PlanEntity } from './plan.entity.js';
import { PlanNoLongerDraft } from './plan.refusals.js';
import { QuestionEntity } from './question.entity.js';

export interface PlanAtWork {
  readonly plan: PlanEntity;
  readonly questions: readonly QuestionEntity[];
}

/** A plan together with its questions. Work on it is done by one at a time: the row of the plan is the lock for both. */
@Injectable()
export class PlansAtWork {
  constructor(
    private readonly store: Store,
    private readonly database: Database,
  ) {}

  /** Loads a plan of the actor's jurisdiction, in any state. */
  async load(actor: Pick<Actor, 'jurisdictionId'>, planId: string): Promise<PlanAtWork> {
    const plan = await this.store.find(PlanEntity, { id: planId, jurisdictionId: actor.jurisdictionId });
    if (!plan) throw new RecordNotFound('plan', planId);
    const questions = await this.database.manager.find(QuestionEntity, { where: { planId }, order: { n: 'ASC' } });
    return { plan, questions };
  }

  /** One transaction around one plan; what is loaded stays true until the commit. */
  whole<T>(actor: Pick<Actor, 'jurisdictionId'>, planId: string, work: (at: PlanAtWork & { now: Date }) => Promise<T>): Promise<T> {
    return this.store.whole(async (now) => {
      await this.database.query('SELECT 1 FROM plan_plan WHERE id = $1 AND jurisdiction_id = $2 FOR UPDATE', [planId, actor.jurisdictionId]);
      return work({ ...(await this.load(actor, planId)), now });
    });
  }

  /** The same for changes, which only a draft takes. */
  draft<T>(actor: Pick<Actor, 'jurisdictionId'>, planId: string, work: (at: PlanAtWork & { now: Date }) => Promise<T>): Promise<T> {
    return this.whole(actor, planId, (at) => {
      if (at.plan.state !== 'draft') throw new PlanNoLongerDraft(at.plan.state);
      return work(at);
    });
  }
}
