import { Injectable } from '@nestjs/common';
import { Database, RecordNotFound, type Actor } from '#platform';
import { asItWouldStand } from './comparing/compare-plans.js';
import type { PlanContent } from './plan.js';
import { QuestionEntity } from './question.entity.js';

export interface PlanAbove {
  readonly planId: string;
  readonly title: string;
  readonly number: string | null;
  readonly jurisdiction: string;
  readonly ordinal: number;
  readonly inForce: boolean;
}

/** Published plans of the jurisdictions above one, the nearest and the latest first. Drafts of others are nobody's business. */
const ABOVE = `
  SELECT plan.id AS "planId", plan.title, plan.number, place.name AS jurisdiction, version.ordinal, version.in_force AS "inForce"
    FROM directory_face_jurisdictions_above($1) place
    JOIN plan_version version ON version.jurisdiction_id = place.jurisdiction_id
    JOIN plan_plan plan ON plan.id = version.plan_id AND plan.jurisdiction_id = version.jurisdiction_id
   WHERE ($2::uuid IS NULL OR plan.id = $2)
   ORDER BY place.distance, version.in_force DESC, version.ordinal DESC LIMIT 100`;

/** 上级预案: published plans of the city and the province, as far as they are in this system. Read by whoever stands below, never changed by him. */
@Injectable()
export class ParentPlans {
  constructor(private readonly database: Database) {}

  all({ jurisdictionId }: Pick<Actor, 'jurisdictionId'>): Promise<PlanAbove[]> {
    return this.database.query<PlanAbove>(ABOVE, [jurisdictionId, null]);
  }

  /** Refused where it is not a published plan of a jurisdiction above. */
  async one({ jurisdictionId }: Pick<Actor, 'jurisdictionId'>, planId: string): Promise<PlanAbove> {
    const [above] = await this.database.query<PlanAbove>(ABOVE, [jurisdictionId, planId]);
    if (!above) throw new RecordNotFound('plan', planId);
    return above;
  }

  /** What the plan above says, as it was published; null where it is not in this system. */
  async content(actor: Pick<Actor, 'jurisdictionId'>, { parent }: PlanContent): Promise<PlanContent | null> {
    if (!parent?.planId) return null;
    const { planId } = await this.one(actor, parent.planId);
    const [row] = await this.database.query<{ content: PlanContent }>('SELECT content FROM plan_plan WHERE id = $1', [planId]);
    const questions = await this.database.manager.find(QuestionEntity, { where: { planId }, order: { n: 'ASC' } });
    return asItWouldStand(row!.content, questions);
  }
}
