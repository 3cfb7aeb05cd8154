import { Command, type ICommandHandler } from '@nestjs/cqrs';
import { Choice, Handles, Text, TextList, type Actor } from '#platform';
import { AnswersOfPlan } from '../answers-of-plan.js';
import { QUESTION_FIELDS, QUESTION_REASONS, type QuestionField, type QuestionReason } from '../question.js';
import { NewAnswer } from './answer-question.js';

export class NewAnswers extends NewAnswer {
  @Choice(QUESTION_FIELDS, { name: 'PlanQuestionField' })
  field!: QuestionField;

  @Choice(QUESTION_REASONS, { name: 'PlanQuestionReason' })
  reason!: QuestionReason;

  @TextList({ optional: true, max: 2000, each: 30, about: 'Only questions about these measures; all when absent' })
  measures?: string[];

  @Text({ optional: true, max: 500, about: 'Only questions about these printed words' })
  raw?: string;
}

/** One answer for all open questions of a kind: "every empty lead is 区生态环境分局". All are settled or none. */
export class AnswerQuestions extends Command<{ answered: number }> {
  constructor(
    readonly actor: Actor,
    readonly planId: string,
    readonly input: NewAnswers,
  ) {
    super();
  }
}

@Handles(AnswerQuestions)
export class AnswerQuestionsHandler implements ICommandHandler<AnswerQuestions> {
  constructor(private readonly answers: AnswersOfPlan) {}

  async execute({ actor, planId, input }: AnswerQuestions): Promise<{ answered: number }> {
    const { field, reason, measures, raw, ...answer } = input;
    const answered = await this.answers.give(actor, planId, answer, (questions) =>
      questions
        .filter((question) => question.answer === null && question.field === field && question.reason === reason)
        .filter(({ measureNo }) => !measures || (measureNo !== null && measures.includes(measureNo)))
        .filter((question) => raw === undefined || question.raw === raw)
        .map(({ n }) => n),
    );
    return { answered };
  }
}
