import { Command, type ICommandHandler } from '@nestjs/cqrs';
import { holds } from '#identity';
import { Database, failpoint, Handles, NotAllowed, RecordNotFound, Store, Text, type Actor } from '#platform';
import { ItemReviewed } from '../checklist.events.js';
import { OwnAnswer } from '../checklist.refusals.js';
import { review, type ItemState, type Verdict } from '../item.js';

export class ReturnInput {
  @Text({ max: 500, about: 'What is missing; shown on top of the sender’s list' })
  reason!: string;
}

/** 审核·退回: the lead unit, or the command office, accepts an answer or returns it. Nobody reviews his own unit's answer. */
export class ReviewItem extends Command<void> {
  constructor(
    readonly actor: Actor,
    readonly checklistId: string,
    readonly itemId: string,
    readonly verdict: Verdict,
    readonly reason: string | null,
  ) {
    super();
  }
}

interface UnderReview {
  readonly id: string;
  readonly unitId: string;
  readonly responseId: string;
  readonly jurisdictionId: string;
  readonly revision: number;
  readonly state: ItemState;
  readonly lifted: boolean;
  readonly answerId: string | null;
  readonly leads: string[] | null;
}

const HOLD = 'SELECT id FROM checklist_checklist WHERE id = $1 AND jurisdiction_id = $2 FOR UPDATE';
const LOAD = `
  SELECT list.id, list.unit_id AS "unitId", list.response_id AS "responseId", list.jurisdiction_id AS "jurisdictionId", list.revision, item.state, list.stand_down_by IS NOT NULL AS lifted,
         (SELECT max(answer.id) FROM checklist_answer answer
           WHERE answer.checklist_id = list.id AND answer.line_id = coalesce(item.answer_line, item.line_id)) AS "answerId",
         (SELECT array_agg(lead.unit_id) FROM checklist_lead lead
           WHERE lead.response_id = list.response_id AND lead.measure_no = line.measure_no) AS leads
    FROM checklist_checklist list
    JOIN checklist_item item ON item.checklist_id = list.id AND item.line_id = $2
    JOIN checklist_line line ON line.response_id = list.response_id AND line.line_id = item.line_id
   WHERE list.id = $1`;
/** A returned item gets its full time again: the sender has to start over. */
const SETTLE = `
  UPDATE checklist_item item
     SET state = $3::checklist_item_state, confirm_step = CASE WHEN $3 = 'returned' THEN 0 ELSE item.confirm_step END,
         confirm_by = CASE WHEN $3 = 'returned'
                           THEN checklist_after(clock_now(), coalesce(line.confirm_minutes, terms.confirm_minutes), terms.speed) ELSE item.confirm_by END
    FROM checklist_checklist list JOIN checklist_terms terms USING (response_id) JOIN checklist_line line USING (response_id)
   WHERE list.id = $1 AND item.checklist_id = list.id AND item.line_id = $2 AND line.line_id = item.line_id`;
const COUNT = `
  UPDATE checklist_checklist
     SET items_answered = items_answered - CASE WHEN $2 = 'returned' THEN 1 ELSE 0 END,
         items_accepted = items_accepted + CASE WHEN $2 = 'accepted' THEN 1 ELSE 0 END,
         completed_at = CASE WHEN $2 = 'returned' THEN NULL ELSE completed_at END,
         accepted_at = CASE WHEN $2 = 'accepted' AND items_accepted + 1 = items_total THEN clock_now() END,
         ring_at = CASE WHEN $2 = 'returned' THEN clock_now() ELSE ring_at END, version = version + 1
   WHERE id = $1`;
const RECORD = `INSERT INTO checklist_review (checklist_id, line_id, answer_id, verdict, reason, reviewed_by) VALUES ($1, $2, $3, $4, $5, $6)`;

@Handles(ReviewItem)
export class ReviewItemHandler implements ICommandHandler<ReviewItem> {
  constructor(
    private readonly store: Store,
    private readonly database: Database,
  ) {}

  async execute({ actor, checklistId, itemId, verdict, reason }: ReviewItem): Promise<void> {
    await this.store.whole(async () => {
      await this.database.query(HOLD, [checklistId, actor.jurisdictionId]);
      const [item] = await this.database.query<UnderReview>(LOAD, [checklistId, itemId]);
      if (!item || item.jurisdictionId !== actor.jurisdictionId) throw new RecordNotFound('checklist item', itemId);
      mayReview(actor, item);
      const settled = review(item, verdict, reason);
      await this.database.query(SETTLE, [checklistId, itemId, settled]);
      await this.database.query(COUNT, [checklistId, settled]);
      await failpoint('review.settled');
      await this.database.query(RECORD, [checklistId, itemId, item.answerId, settled, reason, actor.id]);
      await this.store.append(new ItemReviewed(item, Number(itemId), settled, item.answerId!));
    });
  }
}

/** The lead reviews; the command office reviews everything else, and steps in where a lead is silent. */
function mayReview(actor: Actor, item: UnderReview): void {
  if (actor.unitId === item.unitId) throw new OwnAnswer();
  if (holds(actor, 'duty-officer')) return;
  if (!actor.unitId || !item.leads?.includes(actor.unitId)) throw new RecordNotFound('checklist item of a measure you lead', item.id);
  if (!holds(actor, 'unit', 'unit-head')) throw new NotAllowed();
}
