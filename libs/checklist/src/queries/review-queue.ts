import { Query, type IQueryHandler } from '@nestjs/cqrs';
import { inCommand } from '#identity';
import { Answers, Choice, Database, decodeCursor, Id, Instant, Paging, pageOf, pageSize, Part, Parts, Text, type Actor, type Page } from '#platform';
import { ITEM_STATES, type ItemState } from '../item.js';
import { AnswerView } from './checklist-view.js';

export class ReviewFilter extends Paging {
  @Id({ optional: true })
  responseId?: string;
}

/** An answer that waits for me to accept or return it. */
export class ReviewRow {
  @Id() checklistId!: string;
  @Id() itemId!: string;
  @Id() responseId!: string;
  @Text() unitName!: string;
  @Text() measureNo!: string;
  @Text() measureTitle!: string;
  @Text() text!: string;
  @Choice(ITEM_STATES, { name: 'ItemState' }) state!: ItemState;
  @Instant() answeredAt!: Date;
  @Part(() => AnswerView) answer!: AnswerView;
}

export class ReviewPage {
  @Parts(() => ReviewRow) items!: ReviewRow[];
  @Text({ nullable: true }) nextCursor!: string | null;
}

/** 待审核: answers to measures my unit leads; for the command office all. Those of the newest response first: what was left over from one that is closed waits for the day. */
export class ReviewQueue extends Query<Page<ReviewRow>> {
  constructor(
    readonly actor: Actor,
    readonly filter: ReviewFilter,
  ) {
    super();
  }
}

const SQL = `
  SELECT list.id AS "checklistId", item.line_id::text AS "itemId", list.response_id AS "responseId", unit.name AS "unitName", line.measure_no AS "measureNo",
         line.measure_title AS "measureTitle", line.text, item.state, item.answered_at AS "answeredAt",
         (SELECT jsonb_build_object('id', answer.id::text, 'state', answer.state, 'note', answer.note, 'count', answer.count, 'untilAt', answer.until_at,
                   'latitude', answer.latitude, 'longitude', answer.longitude, 'document', answer.document, 'photos', answer.photos,
                   'answeredByName', sender.name, 'at', answer.at, 'deviceAt', answer.device_at, 'verdict', NULL, 'reason', NULL, 'reviewedByName', NULL, 'reviewedAt', NULL)
            FROM checklist_answer answer LEFT JOIN identity_face_users($1) sender ON sender.user_id = answer.answered_by
           WHERE answer.checklist_id = item.checklist_id AND answer.line_id = coalesce(item.answer_line, item.line_id)
           ORDER BY answer.id DESC LIMIT 1) AS answer
    FROM checklist_checklist list
    JOIN checklist_item item ON item.checklist_id = list.id AND item.state IN ('done', 'partly', 'cannot', 'not_applicable')
    JOIN checklist_line line ON line.response_id = list.response_id AND line.line_id = item.line_id
    JOIN directory_face_units($1) unit ON unit.unit_id = list.unit_id
   WHERE list.jurisdiction_id = $1 AND ($2::uuid IS NULL OR list.response_id = $2) AND list.unit_id IS DISTINCT FROM $3
     AND ($4 OR EXISTS (SELECT 1 FROM checklist_lead lead
                         WHERE lead.response_id = list.response_id AND lead.measure_no = line.measure_no AND lead.unit_id = $3))
     AND list.items_answered > list.items_accepted AND list.id <= $5 AND (list.id < $5 OR item.line_id > $6)
   ORDER BY list.id DESC, item.line_id LIMIT $7`;
/** Before the first row. */
const START = ['9223372036854775807', '0'] as const;

@Answers(ReviewQueue)
export class ReviewQueueHandler implements IQueryHandler<ReviewQueue> {
  constructor(private readonly database: Database) {}

  async execute({ actor, filter }: ReviewQueue): Promise<Page<ReviewRow>> {
    const [list, line] = decodeCursor(filter.cursor, 2) ?? START;
    const values = [actor.jurisdictionId, filter.responseId ?? null, actor.unitId, inCommand(actor), list, line, pageSize(filter) + 1];
    return pageOf(await this.database.query<ReviewRow>(SQL, values), filter, (row) => [row.checklistId, row.itemId]);
  }
}
