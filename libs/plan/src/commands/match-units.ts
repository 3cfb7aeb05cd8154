import { Command, type ICommandHandler } from '@nestjs/cqrs';
import { Database, Handles, Store, type Actor } from '#platform';
import type { PlanContent } from '../plan.js';
import { PlanQuestionAnswered } from '../plan.events.js';
import { PlansAtWork } from '../plans-at-work.js';
import { isAbout, type Answer, type PlanQuestion } from '../question.js';
import { UnitBook } from '../unit-book.js';
import type { Book } from '../unit-matching.js';

/** 重新对照: looks the units up that the directory lacked when the plan was imported; whoever is in it by now is named. */
export class MatchUnits extends Command<{ answered: number }> {
  constructor(
    readonly actor: Actor,
    readonly planId: string,
  ) {
    super();
  }
}

interface Asked {
  readonly n: number;
  /** Full name as understood; what is printed may be its last words only. */
  readonly name: string;
}

const KEEP = `
  UPDATE plan_question question SET answer = found.answer, answered_by = $3, answered_at = $4
    FROM jsonb_to_recordset($2::jsonb) AS found(n int, answer jsonb)
   WHERE question.plan_id = $1 AND question.n = found.n`;

/** Open questions about units that the directory lacked, each with the name that was looked for. */
export function askedFor({ measures }: PlanContent, questions: readonly PlanQuestion[]): Asked[] {
  const entries = new Map(measures.map(({ no, assignments }) => [no, assignments]));
  return questions
    .filter(({ answer, reason }) => answer === null && reason === 'unknown_unit')
    .flatMap((question) => {
      const entry = entries.get(question.measureNo ?? '')?.find((one) => isAbout(question, one));
      return entry && !entry.open ? [{ n: question.n, name: entry.name }] : [];
    });
}

/** The answers that the directory gives today; only whoever bears that very name is meant. */
export function foundIn(book: Book, asked: readonly Asked[]): { n: number; answer: Answer }[] {
  return asked.flatMap(({ n, name }) => {
    const [unit, group] = [book.unit(name), book.group(name)];
    if (!unit && !group) return [];
    return [{ n, answer: { how: 'named', units: unit ? [{ id: unit.id, name: unit.name }] : [], groups: unit || !group ? [] : [{ id: group.id, name: group.name }] } }];
  });
}

@Handles(MatchUnits)
export class MatchUnitsHandler implements ICommandHandler<MatchUnits> {
  constructor(
    private readonly plans: PlansAtWork,
    private readonly store: Store,
    private readonly database: Database,
    private readonly book: UnitBook,
  ) {}

  execute({ actor, planId }: MatchUnits): Promise<{ answered: number }> {
    return this.plans.draft(actor, planId, async ({ plan, questions, now }) => {
      const asked = askedFor(plan.content, questions);
      const found = foundIn(await this.book.open(actor, asked.map(({ name }) => name)), asked);
      if (found.length === 0) return { answered: 0 };
      await this.database.query(KEEP, [planId, JSON.stringify(found), actor.id, now]);
      await this.store.append(new PlanQuestionAnswered(actor.jurisdictionId, planId, found.map(({ n }) => n), 'named'));
      return { answered: found.length };
    });
  }
}
