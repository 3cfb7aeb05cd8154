import { Query, type IQueryHandler } from '@nestjs/cqrs';
import { Answers, Count, Flag, Id, Parts, Text, type Actor } from '#platform';
import { ParentPlans, type PlanAbove } from '../parent-plans.js';

export class PlanAboveView implements PlanAbove {
  @Id() planId!: string;
  @Text() title!: string;
  @Text({ nullable: true }) number!: string | null;
  @Text() jurisdiction!: string;
  @Count() ordinal!: number;
  @Flag() inForce!: boolean;
}

export class PlansAbove {
  @Parts(() => PlanAboveView) items!: readonly PlanAboveView[];
}

/** Plans that a plan of this jurisdiction may follow, the nearest and the latest first. */
export class ParentPlanChoices extends Query<PlansAbove> {
  constructor(readonly actor: Pick<Actor, 'jurisdictionId'>) {
    super();
  }
}

@Answers(ParentPlanChoices)
export class ParentPlanChoicesHandler implements IQueryHandler<ParentPlanChoices> {
  constructor(private readonly parents: ParentPlans) {}

  async execute({ actor }: ParentPlanChoices): Promise<PlansAbove> {
    return { items: await this.parents.all(actor) };
  }
}
