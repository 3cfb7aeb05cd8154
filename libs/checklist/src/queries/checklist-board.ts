import { Query, type IQueryHandler } from '@nestjs/cqrs';
import { Answers, Choice, Database, decodeCursor, Id, Paging, pageOf, pageSize, Text, type Actor, type Page } from '#platform';
import { ROW_COLUMNS, rowSources, type ChecklistRow } from './checklist-view.js';

const BOARD_FILTERS = ['unacknowledged', 'unanswered', 'overdue', 'not_stood_down', 'done'] as const;

export class BoardFilter extends Paging {
  @Id({ optional: true })
  responseId?: string;

  @Choice(BOARD_FILTERS, { optional: true, name: 'BoardState' })
  state?: (typeof BOARD_FILTERS)[number];

  @Text({ optional: true, max: 50, about: 'Part of the unit’s name, or first letters of its pinyin' })
  search?: string;

  @Choice(['true', 'false'], { optional: true, about: 'Only those of my own unit' })
  mine?: 'true' | 'false';
}

/** 进度·按单位: the checklists of a response for the desk, unit by unit; without a response those of all, in the order of their issue. */
export class ChecklistBoard extends Query<Page<ChecklistRow>> {
  constructor(
    readonly actor: Actor,
    readonly filter: BoardFilter,
  ) {
    super();
  }
}

/**
 * `key` orders the pages: within a response the unit, because one index holds both; a page of the last of many responses then
 * costs what a page of the first does.
 */
const pageBy = (key: 'unit_id' | 'id'): string => `
  SELECT * FROM (
    SELECT ${ROW_COLUMNS} FROM ${rowSources('directory_face_units_found($1, $5)')}
     WHERE list.jurisdiction_id = $1 AND ($2::uuid IS NULL OR list.response_id = $2) AND list.${key} > $3
       -- Late by a clock of its own, or perhaps by a line: only those with an open line are asked for their lines.
       AND ($4::text IS DISTINCT FROM 'overdue' OR list.items_answered < list.items_total OR list.stand_down_by < clock_now()
            OR list.acknowledged_at IS NULL AND list.acknowledge_by < clock_now())
  ) row
   WHERE CASE $4::text
           WHEN 'unacknowledged' THEN "acknowledgedAt" IS NULL AND "excusedAt" IS NULL
           WHEN 'unanswered' THEN "itemsAnswered" < "itemsTotal" AND "excusedAt" IS NULL
           WHEN 'overdue' THEN overdue
           WHEN 'not_stood_down' THEN "stoodDownAt" IS NULL AND "excusedAt" IS NULL
           WHEN 'done' THEN "itemsTotal" > 0 AND "itemsAccepted" = "itemsTotal"
           ELSE true END
   ORDER BY ${key === 'id' ? 'id' : '"unitId"'} LIMIT $6`;
const OF_RESPONSE = pageBy('unit_id');
const OF_ALL = pageBy('id');

@Answers(ChecklistBoard)
export class ChecklistBoardHandler implements IQueryHandler<ChecklistBoard> {
  constructor(private readonly database: Database) {}

  async execute({ actor, filter }: ChecklistBoard): Promise<Page<ChecklistRow>> {
    const [after] = decodeCursor(filter.cursor, 1) ?? ['0'];
    const values = [actor.jurisdictionId, filter.responseId ?? null, after, filter.state ?? null, filter.search ?? null, pageSize(filter) + 1];
    const [page, keyOf] = filter.responseId ? [OF_RESPONSE, (row: ChecklistRow) => [row.unitId]] : [OF_ALL, (row: ChecklistRow) => [row.id]];
    return pageOf(await this.database.query<ChecklistRow>(page, values), filter, keyOf);
  }
}
