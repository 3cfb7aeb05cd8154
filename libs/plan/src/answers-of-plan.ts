import { Injectable } from '@nestjs/common';
import { Database, Store, type Actor, type FieldFault } from '#platform';
import { answerOf, unsettledBy, type AnswerGiven } from './answering.js';
import type { NewAnswer } from './commands/answer-question.js';
import { PlanQuestionAnswered } from './plan.events.js';
import { AnswerDoesNotSettle } from './plan.refusals.js';
import { PlansAtWork } from './plans-at-work.js';
import type { Named, PlanQuestion } from './question.js';
import { UnitBook } from './unit-book.js';

const KEEP = `
  UPDATE plan_question SET answer = $3, note = $4, answered_by = $5, answered_at = $6
   WHERE plan_id = $1 AND n = ANY ($2)`;

/** How an answer reaches one question or many: named units are looked up, the decision is made, the rows are kept. */
@Injectable()
export class AnswersOfPlan {
  constructor(
    private readonly plans: PlansAtWork,
    private readonly store: Store,
    private readonly database: Database,
    private readonly book: UnitBook,
  ) {}

  /** Answers the chosen questions of a draft; returns how many there were. */
  give(actor: Actor, planId: string, input: NewAnswer, choose: (questions: readonly PlanQuestion[]) => number[]): Promise<number> {
    return this.plans.draft(actor, planId, async ({ plan, questions, now }) => {
      const numbers = choose(questions);
      const given = await this.lookedUp(actor, input);
      const answer = answerOf(given);
      const faults = unsettledBy(answer, plan.content, questions, numbers);
      if (faults.length > 0) throw new AnswerDoesNotSettle(faults);
      if (numbers.length === 0) return 0;
      await this.database.query(KEEP, [planId, numbers, JSON.stringify(answer), given.note ?? null, actor.id, now]);
      await this.store.append(new PlanQuestionAnswered(actor.jurisdictionId, planId, numbers, answer.how));
      return numbers.length;
    });
  }

  private async lookedUp(actor: Actor, { units = [], groups = [], ...rest }: NewAnswer): Promise<AnswerGiven> {
    const book = await this.book.open(actor, units);
    const unitsFound = units.map((word) => book.unit(word));
    const groupsFound = groups.map((word) => book.group(word));
    const faults = [...unknown('units', units, unitsFound), ...unknown('groups', groups, groupsFound)];
    if (faults.length > 0) throw new AnswerDoesNotSettle(faults);
    return { ...rest, units: unitsFound.flatMap((unit) => unit ?? []), groups: groupsFound.flatMap((group) => group ?? []) };
  }
}

function unknown(field: 'units' | 'groups', words: readonly string[], found: readonly (Named | null)[]): FieldFault[] {
  const noun = field === 'units' ? 'unit' : 'group';
  return words.flatMap((word, at) => (found[at] ? [] : [{ field: `${field}.${at}`, code: 'unknown_unit', message: `${word} is not in the directory as a ${noun}.` }]));
}
