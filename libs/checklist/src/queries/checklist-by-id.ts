import { Query, type IQueryHandler } from '@nestjs/cqrs';
import { inCommand } from '#identity';
import { Answers, Database, RecordNotFound, type Actor } from '#platform';
import { ROW_COLUMNS, ROW_SOURCES, type ChecklistDetail } from './checklist-view.js';

/** One checklist with its lines and answers: for its own unit, for the lead units of its measures, for the command centre. */
export class ChecklistById extends Query<ChecklistDetail> {
  constructor(
    readonly actor: Actor,
    readonly id: string,
  ) {
    super();
  }
}

const ROW = `SELECT ${ROW_COLUMNS} FROM ${ROW_SOURCES} WHERE list.jurisdiction_id = $1 AND list.id = $2`;

/** $3: the reader's unit when it may see only the measures it leads; null for the whole list. */
const ITEMS = `
  SELECT item.line_id::text AS id, line.measure_no AS "measureNo", line.measure_title AS "measureTitle", line.requirement, line.exemptions, line.line_no AS "lineNo", line.text,
         line.text_en AS "textEn", line.evidence, item.role, item.state, item.confirm_by AS "confirmBy", item.answered_at AS "answeredAt",
         coalesce((SELECT array_agg(unit.name ORDER BY unit.unit_id) FROM checklist_lead lead JOIN directory_face_units($1) unit USING (unit_id)
                    WHERE lead.response_id = list.response_id AND lead.measure_no = line.measure_no), '{}') AS leads,
         coalesce((SELECT jsonb_agg(jsonb_build_object('id', answer.id::text, 'state', answer.state, 'note', answer.note, 'count', answer.count,
                            'untilAt', answer.until_at, 'latitude', answer.latitude, 'longitude', answer.longitude, 'document', answer.document,
                            'photos', answer.photos, 'answeredByName', sender.name, 'at', answer.at, 'deviceAt', answer.device_at,
                            'verdict', review.verdict, 'reason', review.reason, 'reviewedByName', reviewer.name, 'reviewedAt', review.at) ORDER BY answer.id DESC)
                     FROM checklist_answer answer
                     LEFT JOIN checklist_review review ON review.answer_id = answer.id
                     LEFT JOIN identity_face_users($1) sender ON sender.user_id = answer.answered_by
                     LEFT JOIN identity_face_users($1) reviewer ON reviewer.user_id = review.reviewed_by
                    WHERE answer.checklist_id = item.checklist_id AND answer.line_id = coalesce(item.answer_line, item.line_id)), '[]') AS answers
    FROM checklist_item item
    JOIN checklist_checklist list ON list.id = item.checklist_id
    JOIN checklist_line line ON line.response_id = list.response_id AND line.line_id = item.line_id
   WHERE item.checklist_id = $2
     AND ($3::bigint IS NULL OR EXISTS (SELECT 1 FROM checklist_lead lead
           WHERE lead.response_id = list.response_id AND lead.measure_no = line.measure_no AND lead.unit_id = $3))
   ORDER BY item.state = 'withdrawn', item.line_id`;

@Answers(ChecklistById)
export class ChecklistByIdHandler implements IQueryHandler<ChecklistById> {
  constructor(private readonly database: Database) {}

  async execute({ actor, id }: ChecklistById): Promise<ChecklistDetail> {
    const [row] = await this.database.query<ChecklistDetail>(ROW, [actor.jurisdictionId, id]);
    if (!row) throw new RecordNotFound('checklist', id);
    const seesAll = inCommand(actor) || row.unitId === actor.unitId;
    const items = await this.database.query<ChecklistDetail['items'][number]>(ITEMS, [actor.jurisdictionId, id, seesAll ? null : (actor.unitId ?? '0')]);
    if (!seesAll && items.length === 0) throw new RecordNotFound('checklist', id);
    return { ...row, items };
  }
}
