import { Query, type IQueryHandler } from '@nestjs/cqrs';
import { Answers, Facts, Text, type Actor } from '#platform';
import { wordsOfTerm } from '../book/deadline-words.js';
import { knownTimesOf } from '../known-times.js';
import { PlansAtWork } from '../plans-at-work.js';
import { readDeadline } from '../reading/deadline.js';

export class DeadlineWords {
  @Text({ max: 2000, about: '时限 in the words of a document: 每周四下午（遇节假日为节假日前2天）' }) text!: string;
}

export class DeadlineReadingView {
  @Facts({ about: 'kind, text and the fields of that kind' }) deadline!: object;
  @Facts({ about: 'Further times in the same words' }) others!: readonly object[];
  @Text({ about: 'The reading in official words; empty where there is none' }) words!: string;
  @Text({ nullable: true, about: 'What could not be read: saved like this it becomes a question' }) unread!: string | null;
}

/** How the reader understands words of time, with the year and season of a plan. */
export class DeadlineReading extends Query<DeadlineReadingView> {
  constructor(
    readonly actor: Pick<Actor, 'jurisdictionId'>,
    readonly planId: string,
    readonly text: string,
  ) {
    super();
  }
}

@Answers(DeadlineReading)
export class DeadlineReadingHandler implements IQueryHandler<DeadlineReading> {
  constructor(private readonly plans: PlansAtWork) {}

  async execute({ actor, planId, text }: DeadlineReading): Promise<DeadlineReadingView> {
    const { plan } = await this.plans.load(actor, planId);
    const { deadline, others, unread } = readDeadline(text.trim(), knownTimesOf(plan));
    const said = JSON.parse(JSON.stringify(deadline, (_, value: unknown) => value ?? undefined)) as Parameters<typeof wordsOfTerm>[0];
    return { deadline, others, words: wordsOfTerm(said), unread };
  }
}
