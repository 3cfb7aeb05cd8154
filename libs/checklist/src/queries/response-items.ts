import { Query, type IQueryHandler } from '@nestjs/cqrs';
import { Answers, Choice, Count, Database, decodeCursor, Id, Instant, Paging, pageOf, pageSize, Parts, Text, type Actor, type Page } from '#platform';
import { ITEM_STATES, type ItemState } from '../item.js';
import { IS_ANSWERED, ITEM_TIMINGS, TIMING, type ItemTiming } from './item-timing.js';

export class ItemsFilter extends Paging {
  @Text({ optional: true, max: 20, about: 'Number of one measure' })
  measureNo?: string;

  @Choice(ITEM_STATES, { optional: true, name: 'ItemState' })
  state?: ItemState;

  @Id({ optional: true, about: 'Lines of one unit' })
  unitId?: string;

  @Choice(ITEM_TIMINGS, { optional: true, name: 'ItemTiming', about: 'answered: in time or not' })
  timing?: ItemTiming;

  @Text({ optional: true, max: 50, about: 'Part of the unit’s name, or first letters of its pinyin' })
  search?: string;
}

/** One line of one responsible unit, with the latest word of its answer. */
export class ItemRow {
  @Id() checklistId!: string;
  @Id() itemId!: string;
  @Id() unitId!: string;
  @Text() unitName!: string;
  @Text() measureNo!: string;
  @Text() measureTitle!: string;
  @Text() text!: string;
  @Choice(ITEM_STATES, { name: 'ItemState' }) state!: ItemState;
  @Instant({ nullable: true }) confirmBy!: Date | null;
  @Instant({ nullable: true }) answeredAt!: Date | null;
  @Count({ about: 'Photos of the latest answer' }) photos!: number;
  @Text({ nullable: true, about: 'Note of the latest answer' }) note!: string | null;
}

export class ItemPage {
  @Parts(() => ItemRow) items!: ItemRow[];
  @Text({ nullable: true }) nextCursor!: string | null;
}

/** 进度·按措施, opened: the rows behind every number of the progress by measure. */
export class ResponseItems extends Query<Page<ItemRow>> {
  constructor(
    readonly actor: Actor,
    readonly responseId: string,
    readonly filter: ItemsFilter,
  ) {
    super();
  }
}

const SQL = `
  SELECT list.id AS "checklistId", item.line_id::text AS "itemId", list.unit_id AS "unitId", unit.name AS "unitName", line.measure_no AS "measureNo",
         line.measure_title AS "measureTitle", line.text, item.state, item.confirm_by AS "confirmBy", item.answered_at AS "answeredAt",
         coalesce(cardinality(answer.photos), 0) AS photos, answer.note
    FROM checklist_checklist list
    JOIN checklist_item item ON item.checklist_id = list.id AND item.role = 'responsible' AND item.state <> 'withdrawn'
    JOIN checklist_line line ON line.response_id = list.response_id AND line.line_id = item.line_id
    JOIN directory_face_units_found($1, $7) unit ON unit.unit_id = list.unit_id
    LEFT JOIN LATERAL (
      SELECT given.photos, given.note FROM checklist_answer given
       WHERE given.checklist_id = item.checklist_id AND given.line_id = coalesce(item.answer_line, item.line_id) ORDER BY given.id DESC LIMIT 1) answer ON true
   WHERE list.jurisdiction_id = $1 AND list.response_id = $2 AND list.unit_id >= $3 AND unit.unit_id >= $3 AND (list.unit_id, item.line_id) > ($3, $4)
     AND ($5::text IS NULL OR line.measure_no = $5) AND ($6::checklist_item_state IS NULL OR item.state = $6) AND ($9::bigint IS NULL OR list.unit_id = $9)
     AND ($10::text IS NULL OR CASE $10 WHEN 'answered' THEN ${IS_ANSWERED} ELSE ${TIMING} = $10 END)
     -- What was not answered cannot be in a state that an answer gives.
     AND ($6::checklist_item_state IN ('open', 'returned') IS NOT FALSE OR list.items_answered > 0)
   ORDER BY list.unit_id, item.line_id LIMIT $8`;

@Answers(ResponseItems)
export class ResponseItemsHandler implements IQueryHandler<ResponseItems> {
  constructor(private readonly database: Database) {}

  async execute({ actor, responseId, filter }: ResponseItems): Promise<Page<ItemRow>> {
    const [unit, line] = decodeCursor(filter.cursor, 2) ?? ['0', '0'];
    const values = [actor.jurisdictionId, responseId, unit, line, filter.measureNo ?? null, filter.state ?? null, filter.search ?? null, pageSize(filter) + 1, filter.unitId ?? null, filter.timing ?? null];
    return pageOf(await this.database.query<ItemRow>(SQL, values), filter, (row) => [row.unitId, row.itemId]);
  }
}
