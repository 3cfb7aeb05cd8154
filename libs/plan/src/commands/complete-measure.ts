import { Command, type ICommandHandler } from '@nestjs/cqrs';
import { ChoiceList, Count, Database, decided, Handles, Parts, RecordNotFound, Store, Text, type Actor } from '#platform';
import { completed } from '../completing.js';
import { EVIDENCE_KINDS, RESPONSE_LEVELS, type EvidenceKind, type ResponseLevel } from '../plan.js';
import { PlanEntity } from '../plan.entity.js';
import { PlanMeasureCompleted } from '../plan.events.js';
import { PlansAtWork } from '../plans-at-work.js';

export class NewMeasureLine {
  @Text({ optional: true, max: 40, about: 'Lines with the same slot are variants of one point, one per level' })
  slot?: string;

  @Text({ max: 500, about: 'One point that can be verified' })
  text!: string;

  @Text({ optional: true, max: 1000 })
  textEn?: string;

  @ChoiceList(EVIDENCE_KINDS, { atLeast: 1, name: 'EvidenceKind' })
  evidence!: EvidenceKind[];

  @ChoiceList(RESPONSE_LEVELS, { optional: true, atLeast: 1, name: 'ResponseLevel', about: 'All levels of the measure when absent' })
  levels?: ResponseLevel[];
}

export class MeasureCompletion {
  @ChoiceList(RESPONSE_LEVELS, { atLeast: 1, name: 'ResponseLevel', about: 'Response levels that switch the measure on' })
  levels!: ResponseLevel[];

  @Count({ optional: true, min: 1, max: 100_000, about: 'Minutes to confirm in; the confirm clock of the plan when absent' })
  confirmMinutes?: number;

  @Parts(() => NewMeasureLine, { atLeast: 1, max: 200, about: 'In the order shown; numbered from 1' })
  lines!: NewMeasureLine[];
}

/** Gives an emergency measure of a draft its levels and lines, or gives it new ones. */
export class CompleteMeasure extends Command<void> {
  constructor(
    readonly actor: Actor,
    readonly planId: string,
    readonly no: string,
    readonly input: MeasureCompletion,
  ) {
    super();
  }
}

const ANSWER = `
  UPDATE plan_question SET answer = '{"how": "completed"}', answered_by = $3, answered_at = $4
   WHERE plan_id = $1 AND measure_no = $2 AND field IN ('lines', 'levels')`;

@Handles(CompleteMeasure)
export class CompleteMeasureHandler implements ICommandHandler<CompleteMeasure> {
  constructor(
    private readonly plans: PlansAtWork,
    private readonly store: Store,
    private readonly database: Database,
  ) {}

  execute({ actor, planId, no, input }: CompleteMeasure): Promise<void> {
    return this.plans.draft(actor, planId, async ({ plan, questions, now }) => {
      if (!plan.content.measures.some((measure) => measure.no === no)) throw new RecordNotFound('measure', no);
      const content = completed(plan.content, questions, no, input);
      await this.database.query(ANSWER, [planId, no, actor.id, now]);
      const happened = new PlanMeasureCompleted(actor.jurisdictionId, planId, no, input.lines.length);
      await this.store.change(PlanEntity, planId, (row) => decided({ ...row, content }, happened));
    });
  }
}
