import { Choice, Count, Decimal, Id, IdList, Instant, Parts, Text } from '#platform';
import { ANSWERS, type Answer } from '../item.js';

/** One answer to one line, with its evidence 佐证. */
export class AnswerInput {
  @Choice(ANSWERS, { name: 'Answer', about: '已落实 · 部分落实 · 未落实 · 不涉及' })
  answer!: Answer;

  @Text({ optional: true, nullable: true, max: 1000, about: 'Why, unless it is done' })
  note?: string | null;

  @Count({ optional: true, nullable: true, about: 'The number the line asks for' })
  count?: number | null;

  @Instant({ optional: true, nullable: true, about: 'Until when, if it cannot be done now' })
  untilAt?: string | null;

  @Decimal({ optional: true, nullable: true, min: -90, max: 90 })
  latitude?: number | null;

  @Decimal({ optional: true, nullable: true, min: -180, max: 180 })
  longitude?: number | null;

  @Text({ optional: true, nullable: true, max: 200, about: 'Number or name of the document' })
  document?: string | null;

  @IdList({ optional: true, max: 12, about: 'Photos uploaded before' })
  photos?: string[];

  @Instant({ optional: true, nullable: true, about: 'Clock of the device; the server’s own time is what counts' })
  deviceAt?: string | null;

  @Id({ optional: true, nullable: true, about: 'The latest answer of this line that the device had seen, null when there was none: refused when somebody has answered since. Absent: not compared' })
  seenAnswer?: string | null;
}

export class OneAnswer extends AnswerInput {
  @Text({ optional: true, max: 64, about: 'Made on the device: the same answer sent twice is one answer' })
  clientKey?: string;
}

export class ItemAnswer extends AnswerInput {
  @Id()
  itemId!: string;
}

export class ManyAnswers {
  @Text({ optional: true, max: 64, about: 'Made on the device: the same answers sent twice are answered once' })
  clientKey?: string;

  @Parts(() => ItemAnswer, { atLeast: 1, max: 100 })
  items!: ItemAnswer[];
}

/** Answers of one unit to lines of its checklist, on their way into the database. */
export interface Answering {
  readonly actorId: string;
  readonly unitId: string;
  readonly jurisdictionId: string;
  readonly requestId: string | null;
  readonly checklistId: string;
  readonly clientKey: string;
  readonly items: readonly ItemAnswer[];
}

export class AnsweredItem {
  @Id() itemId!: string;
  @Choice(ANSWERS, { name: 'Answer' }) state!: Answer;
}

export class Answered {
  @Parts(() => AnsweredItem) items!: AnsweredItem[];
}
