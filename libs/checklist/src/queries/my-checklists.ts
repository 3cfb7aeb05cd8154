import { Query, type IQueryHandler } from '@nestjs/cqrs';
import { Answers, Database, decodeCursor, pageOf, pageSize, type Actor, type Page, type Paging } from '#platform';
import { ROW_COLUMNS, ROW_SOURCES, type ChecklistRow } from './checklist-view.js';

/** 我的清单: what my unit owes, newest response first. */
export class MyChecklists extends Query<Page<ChecklistRow>> {
  constructor(
    readonly actor: Actor,
    readonly paging: Paging,
  ) {
    super();
  }
}

const SQL = `
  SELECT ${ROW_COLUMNS} FROM ${ROW_SOURCES}
   WHERE list.jurisdiction_id = $1 AND list.unit_id = $2 AND list.id < $3
   ORDER BY list.id DESC LIMIT $4`;

@Answers(MyChecklists)
export class MyChecklistsHandler implements IQueryHandler<MyChecklists> {
  constructor(private readonly database: Database) {}

  async execute({ actor, paging }: MyChecklists): Promise<Page<ChecklistRow>> {
    const [before] = decodeCursor(paging.cursor, 1) ?? ['9223372036854775807'];
    const rows = await this.database.query<ChecklistRow>(SQL, [actor.jurisdictionId, actor.unitId, before, pageSize(paging) + 1]);
    return pageOf(rows, paging, (row) => [row.id]);
  }
}
