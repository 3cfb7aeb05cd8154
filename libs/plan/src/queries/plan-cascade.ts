import { Query, type IQueryHandler } from '@nestjs/cqrs';
import { Answers, Choice, ChoiceList, Flag, Part, Parts, type Actor } from '#platform';
import { cascadeOf, STANDINGS, STRICTNESS, type CascadeRow, type Standing, type Strictness } from '../comparing/cascade.js';
import { asItWouldStand } from '../comparing/compare-plans.js';
import { ParentPlans } from '../parent-plans.js';
import { CASCADE_MARKS, type CascadeMark, type Measure } from '../plan.js';
import { PlansAtWork } from '../plans-at-work.js';
import { ComparedPlaceView } from './comparison-views.js';
import { PlanParentView } from './views.js';

export class CascadeRowView {
  @Choice(STANDINGS, { name: 'CascadeStanding', about: 'adopted 承接, tightened 收紧, added 本地增加, missing 缺项' }) standing!: Standing;
  @Choice(CASCADE_MARKS, { nullable: true, name: 'CascadeMark' }) mark!: CascadeMark | null;
  @Part(() => ComparedPlaceView, { nullable: true }) above!: ComparedPlaceView | null;
  @Part(() => ComparedPlaceView, { nullable: true }) here!: ComparedPlaceView | null;
  @ChoiceList(STRICTNESS, { name: 'CascadeStrictness', about: 'In what it asks more' }) stricter!: readonly Strictness[];
  @ChoiceList(STRICTNESS, { name: 'CascadeStrictness', about: 'In what it asks less' }) milder!: readonly Strictness[];
}

export class PlanCascadeView {
  @Part(() => PlanParentView, { nullable: true, about: 'Null: the plan names none' }) parent!: PlanParentView | null;
  @Flag({ about: 'False: the plan above is not in this system, and nothing can be compared' }) compared!: boolean;
  @Parts(() => CascadeRowView, { about: 'In the order of this plan, then what it lacks' }) items!: CascadeRowView[];
}

/** 对照上级预案: what of the plan above is taken over, tightened or missing here, and what is a local addition. */
export class PlanCascade extends Query<PlanCascadeView> {
  constructor(
    readonly actor: Pick<Actor, 'jurisdictionId'>,
    readonly planId: string,
  ) {
    super();
  }
}

@Answers(PlanCascade)
export class PlanCascadeHandler implements IQueryHandler<PlanCascade> {
  constructor(
    private readonly plans: PlansAtWork,
    private readonly parents: ParentPlans,
  ) {}

  async execute({ actor, planId }: PlanCascade): Promise<PlanCascadeView> {
    const { plan, questions } = await this.plans.load(actor, planId);
    const above = await this.parents.content(actor, plan.content);
    const rows = above ? cascadeOf(above, asItWouldStand(plan.content, questions)) : [];
    return { parent: plan.content.parent ?? null, compared: above !== null, items: rows.map(view) };
  }
}

const view = ({ here, above, ...row }: CascadeRow): CascadeRowView => ({ ...row, mark: here?.cascade ?? null, here: here && place(here), above: above && place(above) });
const place = ({ no, title, path }: Measure): ComparedPlaceView => ({ no, title, path });
