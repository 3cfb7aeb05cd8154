import { Query, type IQueryHandler } from '@nestjs/cqrs';
import { Answers, Database, type Actor } from '#platform';
import { PlansAtWork } from '../plans-at-work.js';
import { whatIsMissing } from '../readiness.js';
import { settled, withResponsible } from '../settled.js';
import { currentNames, measureView, questionView } from './measure-view.js';
import { PLAN_ROWS } from './plans.js';
import type { PlanDetailView, PlanView } from './views.js';

/** A whole plan with its answers worked in: measures, units, lines, questions, and what still keeps it from being published. */
export class PlanDetail extends Query<PlanDetailView> {
  constructor(
    readonly actor: Pick<Actor, 'jurisdictionId'>,
    readonly planId: string,
  ) {
    super();
  }
}

/** Names of today of chosen units. */
export const UNIT_NAMES = `SELECT unit_id AS id, name FROM directory_face_units($1) WHERE unit_id = ANY ($2::bigint[])`;

@Answers(PlanDetail)
export class PlanDetailHandler implements IQueryHandler<PlanDetail> {
  constructor(
    private readonly plans: PlansAtWork,
    private readonly database: Database,
  ) {}

  async execute({ actor, planId }: PlanDetail): Promise<PlanDetailView> {
    const { plan, questions } = await this.plans.load(actor, planId);
    const [row] = await this.database.query<PlanView>(`${PLAN_ROWS} AND plan.id = $2`, [actor.jurisdictionId, planId]);
    const draft = plan.state === 'draft';
    const measures = plan.content.measures.map((measure) => settled(measure, questions)).map((measure) => (draft ? measure : withResponsible(measure)));
    const unitIds = [...new Set(measures.flatMap(({ assignments }) => assignments.flatMap(({ unitId }) => unitId ?? [])))];
    const units = await this.database.query<{ id: string; name: string }>(UNIT_NAMES, [actor.jurisdictionId, unitIds]);
    const names = currentNames(units);
    return {
      ...row!,
      levels: plan.content.levels.map((pair) => ({ ...pair })),
      clocks: plan.content.clocks as PlanDetailView['clocks'],
      parent: plan.content.parent ?? null,
      targets: plan.content.targets ?? [],
      taskForces: plan.content.taskForces ?? [],
      items: measures.map((measure) => measureView(measure, questions, names)),
      documentQuestions: questions.filter(({ measureNo }) => measureNo === null).map((question) => questionView(question, null)),
      missing: draft ? whatIsMissing(plan.content, questions) : [],
    };
  }
}
