import { Query, type IQueryHandler } from '@nestjs/cqrs';
import { Answers, Database, decodeCursor, pageOf, pageSize, type Actor, type Page, type Paging } from '#platform';
import { ENTRY_COLUMNS, ENTRY_NAMES, type JournalEntryView } from './journal-view.js';

/** 时间轴: what happened in one response and its warning, newest first. It is the journal itself; nobody writes it afterwards. */
export class Timeline extends Query<Page<JournalEntryView>> {
  constructor(
    readonly actor: Actor,
    readonly responseId: string,
    readonly paging: Paging,
  ) {
    super();
  }
}

/** Of two stories, each by its own index and no further than the page needs: the newest of both. */
const SQL = `
  SELECT ${ENTRY_COLUMNS} FROM (
    (SELECT * FROM journal WHERE thread = $2 AND jurisdiction_id = $1 AND id < $3 ORDER BY id DESC LIMIT $4)
    UNION ALL
    (SELECT * FROM journal WHERE thread = (SELECT warning_id FROM response_face_responses($1) WHERE response_id = $2) AND jurisdiction_id = $1 AND id < $3 ORDER BY id DESC LIMIT $4)
  ) entry ${ENTRY_NAMES}
   ORDER BY entry.id DESC LIMIT $4`;

@Answers(Timeline)
export class TimelineHandler implements IQueryHandler<Timeline> {
  constructor(private readonly database: Database) {}

  async execute({ actor, responseId, paging }: Timeline): Promise<Page<JournalEntryView>> {
    const [before] = decodeCursor(paging.cursor, 1) ?? ['9223372036854775807'];
    const rows = await this.database.query<JournalEntryView>(SQL, [actor.jurisdictionId, responseId, before, pageSize(paging) + 1]);
    return pageOf(rows, paging, (row) => [row.id]);
  }
}
