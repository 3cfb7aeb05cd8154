import { Query, type IQueryHandler } from '@nestjs/cqrs';
import { Answers, Choice, Database, decodeCursor, Id, Paging, pageOf, pageSize, Text, type Actor, type Page } from '#platform';
import { ROW_COLUMNS, rowSources, type ChecklistRow } from './checklist-view.js';

const BOARD_FILTERS = ['unacknowledged', 'unanswered', 'overdue', 'not_stood_down', 'done', 'acknowledged', 'stood_down', 'excused'] as const;

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

/** Nothing of the response is due before this, no line or nothing at all: pauses and revisions only move deadlines to later. */
const earliest = (minutes: string): string => `
  SELECT min(checklist_after(first.activated_at, ${minutes}, terms.speed))
    FROM checklist_line line JOIN checklist_terms terms USING (response_id) JOIN response_face_responses($1) first USING (response_id) WHERE line.response_id = $2`;
const FIRST_LINE = earliest('coalesce(line.confirm_minutes, terms.confirm_minutes)');
const FIRST_OF_ALL = earliest('least(terms.acknowledge_minutes, line.confirm_minutes, terms.confirm_minutes, terms.stand_down_minutes)');

/**
 * `key` orders the pages: within a response the unit, because one index holds both; a page of the last of many responses then
 * costs what a page of the first does. Said of both tables, or a merge of the two would begin at the first unit for each page.
 */
const pageBy = (key: 'unit_id' | 'id'): string => `
  SELECT * FROM (
    SELECT ${ROW_COLUMNS} FROM ${rowSources('directory_face_units_found($1, $5)')}
     WHERE list.jurisdiction_id = $1 AND ($2::uuid IS NULL OR list.response_id = $2) AND list.${key} > $3 ${key === 'unit_id' ? 'AND unit.unit_id > $3' : ''}
       -- Late by a clock of its own, or perhaps by a line: only those with an open line are asked for their lines, and nobody before anything is due.
       AND ($4::text IS DISTINCT FROM 'overdue' OR $2::uuid IS NULL OR (${FIRST_OF_ALL}) < clock_now())
       AND ($4::text IS DISTINCT FROM 'overdue' OR list.stand_down_by < clock_now() OR list.acknowledged_at IS NULL AND list.acknowledge_by < clock_now()
            OR list.items_answered < list.items_total AND ($2::uuid IS NULL OR (${FIRST_LINE}) < clock_now()))
  ) row
   WHERE CASE $4::text
           WHEN 'unacknowledged' THEN "acknowledgedAt" IS NULL AND "excusedAt" IS NULL
           WHEN 'unanswered' THEN "itemsAnswered" < "itemsTotal" AND "excusedAt" IS NULL
           WHEN 'overdue' THEN overdue
           WHEN 'not_stood_down' THEN "stoodDownAt" IS NULL AND "excusedAt" IS NULL
           WHEN 'done' THEN "itemsTotal" > 0 AND "itemsAccepted" = "itemsTotal"
           WHEN 'acknowledged' THEN "acknowledgedAt" IS NOT NULL
           WHEN 'stood_down' THEN "stoodDownAt" IS NOT NULL
           WHEN 'excused' THEN "excusedAt" IS NOT NULL
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
