import { Query, type IQueryHandler } from '@nestjs/cqrs';
import { Answers, Database, Id, RecordNotFound, type Actor } from '#platform';
import { asItWouldStand, comparePlans, type ComparedPlan, type MeasurePair, type PlanComparison as Comparison } from '../comparing/compare-plans.js';
import type { Measure } from '../plan.js';
import { PlansAtWork } from '../plans-at-work.js';
import type { ComparedClockView, ComparedMeasureView, ComparedPlaceView, ComparedPlanView, PlanComparisonView } from './comparison-views.js';

export class PlanComparisonFilter {
  @Id({ optional: true, about: 'The former plan. Absent: the one in force before this, for a draft the one in force now' }) with?: string;
}

/** 与上一版差异: what this plan says otherwise than another, drafts and published plans alike. */
export class PlanComparison extends Query<PlanComparisonView> {
  constructor(
    readonly actor: Pick<Actor, 'jurisdictionId'>,
    readonly planId: string,
    readonly filter: PlanComparisonFilter,
  ) {
    super();
  }
}

/** The plan itself first. Its predecessor is the last that came into force before it; before a draft, the last of all. */
const BOTH = `
  SELECT plan.id, plan.title, plan.state, version.ordinal, coalesce(version.in_force, false) AS "inForce"
    FROM plan_plan plan LEFT JOIN plan_version version ON version.plan_id = plan.id
   WHERE plan.jurisdiction_id = $1
     AND plan.id IN ($2, coalesce($3, (
       SELECT former.plan_id FROM plan_version former
        WHERE former.jurisdiction_id = $1
          AND NOT EXISTS (SELECT 1 FROM plan_version own WHERE own.plan_id = $2 AND own.ordinal <= former.ordinal)
        ORDER BY former.ordinal DESC LIMIT 1)))
   ORDER BY plan.id = $2 DESC`;

@Answers(PlanComparison)
export class PlanComparisonHandler implements IQueryHandler<PlanComparison> {
  constructor(
    private readonly plans: PlansAtWork,
    private readonly database: Database,
  ) {}

  async execute({ actor, planId, filter }: PlanComparison): Promise<PlanComparisonView> {
    const rows = await this.database.query<ComparedPlanView>(BOTH, [actor.jurisdictionId, planId, filter.with ?? null]);
    const plan = rows.find(({ id }) => id === planId);
    if (!plan) throw new RecordNotFound('plan', planId);
    const other = filter.with === planId ? plan : (rows.find(({ id }) => id !== planId) ?? null);
    if (filter.with && !other) throw new RecordNotFound('plan', filter.with);
    if (!other) return { plan, other, unchanged: 0, head: [], levels: [], clocks: [], items: [] };
    return { plan, other, ...shown(comparePlans(await this.standing(actor, other.id), await this.standing(actor, planId))) };
  }

  private async standing(actor: Pick<Actor, 'jurisdictionId'>, planId: string): Promise<ComparedPlan> {
    const { plan, questions } = await this.plans.load(actor, planId);
    return { head: plan, content: asItWouldStand(plan.content, questions) };
  }
}

function shown({ head, levels, clocks, measures }: Comparison): Omit<PlanComparisonView, 'plan' | 'other'> {
  const differing = measures.filter(({ kinds }) => kinds.length > 0);
  return { unchanged: measures.length - differing.length, head, levels, clocks: clocks as readonly ComparedClockView[], items: differing.map(measureView) };
}

const measureView = ({ before, after, kinds, changes }: MeasurePair): ComparedMeasureView => ({ before: before && place(before), after: after && place(after), kinds, changes });

const place = ({ no, title, path }: Measure): ComparedPlaceView => ({ no, title, path });
