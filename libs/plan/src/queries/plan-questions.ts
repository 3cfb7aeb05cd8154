import { Query, type IQueryHandler } from '@nestjs/cqrs';
import { Transform } from 'class-transformer';
import { Answers, Choice, Flag, Parts, type Actor } from '#platform';
import { PlansAtWork } from '../plans-at-work.js';
import { QUESTION_FIELDS, QUESTION_REASONS, type QuestionField, type QuestionReason } from '../question.js';
import { questionView } from './measure-view.js';
import { PlanQuestionView } from './views.js';

export class PlanQuestionsFilter {
  @Transform(({ value }) => (value === 'true' ? true : value === 'false' ? false : (value as unknown)))
  @Flag({ optional: true, about: 'Only those without an answer' })
  open?: boolean;

  @Choice(QUESTION_FIELDS, { optional: true, name: 'PlanQuestionField' })
  field?: QuestionField;

  @Choice(QUESTION_REASONS, { optional: true, name: 'PlanQuestionReason' })
  reason?: QuestionReason;
}

export class PlanQuestionList {
  @Parts(() => PlanQuestionView) items!: PlanQuestionView[];
}

/** The questions of one plan in document order, all at once: a document of a hundred rows asks about a hundred. */
export class PlanQuestions extends Query<PlanQuestionList> {
  constructor(
    readonly actor: Pick<Actor, 'jurisdictionId'>,
    readonly planId: string,
    readonly filter: PlanQuestionsFilter,
  ) {
    super();
  }
}

@Answers(PlanQuestions)
export class PlanQuestionsHandler implements IQueryHandler<PlanQuestions> {
  constructor(private readonly plans: PlansAtWork) {}

  async execute({ actor, planId, filter }: PlanQuestions): Promise<PlanQuestionList> {
    const { plan, questions } = await this.plans.load(actor, planId);
    const titles = new Map(plan.content.measures.map(({ no, title }) => [no, title]));
    const wanted = questions
      .filter(({ answer }) => !filter.open || answer === null)
      .filter(({ field, reason }) => (!filter.field || field === filter.field) && (!filter.reason || reason === filter.reason));
    return { items: wanted.map((question) => questionView(question, titles.get(question.measureNo ?? '') ?? null)) };
  }
}
