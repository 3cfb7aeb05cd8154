import { Query, type IQueryHandler } from '@nestjs/cqrs';
import { Answers, Parts, Text, TextList, type Actor } from '#platform';
import { dryRun, type DryRun } from '../dry-run.js';
import { PlansAtWork } from '../plans-at-work.js';
import { ReachOfPlan } from '../reach-of-plan.js';

export class PlanFindingView {
  @Text({ about: 'measures.62.lines.1.evidence, questions.7, units.…, groups.…, clocks.confirm …' }) field!: string;
  @Text({ about: 'The rule' }) code!: string;
  @Text() message!: string;
  @Text({ about: 'What to do' }) todo!: string;
  @TextList({ about: 'Numbers of the measures concerned' }) measures!: readonly string[];
  @Text({ nullable: true, about: 'The unit or group it is about' }) subject!: string | null;
  @TextList({ about: 'Units without a working account, the first twenty' }) units!: readonly string[];
}

export class PlanDryRunView implements DryRun {
  @Parts(() => PlanFindingView, { about: 'Forbids publishing' }) missing!: readonly PlanFindingView[];
  @Parts(() => PlanFindingView, { about: 'Publishing with these needs a reason' }) holes!: readonly PlanFindingView[];
}

/** 试运行: what would go wrong with the plan if it were in force now. Of a published plan, what has become of it since. */
export class PlanDryRun extends Query<PlanDryRunView> {
  constructor(
    readonly actor: Pick<Actor, 'jurisdictionId'>,
    readonly planId: string,
  ) {
    super();
  }
}

@Answers(PlanDryRun)
export class PlanDryRunHandler implements IQueryHandler<PlanDryRun> {
  constructor(
    private readonly plans: PlansAtWork,
    private readonly reach: ReachOfPlan,
  ) {}

  async execute({ actor, planId }: PlanDryRun): Promise<PlanDryRunView> {
    const { plan, questions } = await this.plans.load(actor, planId);
    const found = dryRun(plan.content, questions, await this.reach.of(actor, plan.content, questions), await this.reach.above(actor, plan.content));
    return plan.state === 'draft' ? found : { ...found, missing: [] };
  }
}
