import { Query, type IQueryHandler } from '@nestjs/cqrs';
import { Answers, Choice, Database, decodeCursor, Id, Paging, pageOf, pageSize, Text, type Actor, type Page } from '#platform';
import { ROW_COLUMNS, ROW_SOURCES, type ChecklistRow } from './checklist-view.js';

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

/** 进度·按单位: the checklists of a response for the desk, the longest silent first within the filter. */
export class ChecklistBoard extends Query<Page<ChecklistRow>> {
  constructor(
    readonly actor: Actor,
    readonly filter: BoardFilter,
  ) {
    super();
  }
}

const SQL = `
  SELECT * FROM (
    SELECT ${ROW_COLUMNS} FROM ${ROW_SOURCES}
     WHERE list.jurisdiction_id = $1 AND ($2::uuid IS NULL OR list.response_id = $2) AND list.id > $3
       AND ($5::text IS NULL OR unit.name LIKE '%' || $5 || '%' OR unit.initials LIKE '%' || lower($5) || '%')
  ) row
   WHERE CASE $4::text
           WHEN 'unacknowledged' THEN "acknowledgedAt" IS NULL AND "excusedAt" IS NULL
           WHEN 'unanswered' THEN "itemsAnswered" < "itemsTotal" AND "excusedAt" IS NULL
           WHEN 'overdue' THEN overdue
           WHEN 'not_stood_down' THEN "stoodDownAt" IS NULL AND "excusedAt" IS NULL
           WHEN 'done' THEN "itemsTotal" > 0 AND "itemsAccepted" = "itemsTotal"
           ELSE true END
   ORDER BY id LIMIT $6`;

@Answers(ChecklistBoard)
export class ChecklistBoardHandler implements IQueryHandler<ChecklistBoard> {
  constructor(private readonly database: Database) {}

  async execute({ actor, filter }: ChecklistBoard): Promise<Page<ChecklistRow>> {
    const [after] = decodeCursor(filter.cursor, 1) ?? ['0'];
    const values = [actor.jurisdictionId, filter.responseId ?? null, after, filter.state ?? null, filter.search ?? null, pageSize(filter) + 1];
    return pageOf(await this.database.query<ChecklistRow>(SQL, values), filter, (row) => [row.id]);
  }
}
