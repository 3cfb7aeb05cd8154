import { Command, type ICommandHandler } from '@nestjs/cqrs';
import { Choice, Day, Flag, Handles, RecordNotFound, Text, TextList, type Actor } from '#platform';
import { PHASES } from '../plan.js';
import type { Phase } from '../reading/draft.js';
import { AnswersOfPlan } from '../answers-of-plan.js';

/** Exactly one of: units and groups, text, date, phase, dismiss. */
export class NewAnswer {
  @TextList({ optional: true, max: 200, about: 'Units by name or id; they take the role that the question is about' })
  units?: string[];

  @TextList({ optional: true, max: 50, about: 'Groups by name or id' })
  groups?: string[];

  @Text({ optional: true, max: 10_000, about: 'requirement: the wording that holds here; deadline: the event it counts from; else what was decided' })
  text?: string;

  @Day({ optional: true, about: 'deadline: the day, inclusive' })
  date?: string;

  @Choice(PHASES, { optional: true, name: 'PlanPhase' })
  phase?: Phase;

  @Flag({ optional: true, about: 'It stays as printed, or its open part is left out; needs a note. responsible: the lead carries it out itself' })
  dismiss?: boolean;

  @Text({ optional: true, max: 1000, about: 'Why' })
  note?: string;
}

/** Answers one question of a draft, or answers it anew. Refused unless the answer really settles it. */
export class AnswerQuestion extends Command<void> {
  constructor(
    readonly actor: Actor,
    readonly planId: string,
    readonly n: number,
    readonly input: NewAnswer,
  ) {
    super();
  }
}

@Handles(AnswerQuestion)
export class AnswerQuestionHandler implements ICommandHandler<AnswerQuestion> {
  constructor(private readonly answers: AnswersOfPlan) {}

  async execute({ actor, planId, n, input }: AnswerQuestion): Promise<void> {
    await this.answers.give(actor, planId, input, (questions) => {
      if (!questions.some((question) => question.n === n)) throw new RecordNotFound('question', String(n));
      return [n];
    });
  }
}
