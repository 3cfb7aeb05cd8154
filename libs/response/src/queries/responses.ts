import { Query, type IQueryHandler } from '@nestjs/cqrs';
import { Answers, Choice, Database, decodeCursor, Paging, pageOf, pageSize, type Actor, type Page } from '#platform';
import { RESPONSE_STATES, type ResponseState } from '../response.js';
import { RESPONSE_COLUMNS, type ResponseView } from './response-view.js';

export class ResponsesFilter extends Paging {
  @Choice(RESPONSE_STATES, { optional: true, name: 'ResponseState' })
  state?: ResponseState;
}

/** The responses of the jurisdiction, newest first. */
export class ResponseList extends Query<Page<ResponseView>> {
  constructor(
    readonly actor: Actor,
    readonly filter: ResponsesFilter,
  ) {
    super();
  }
}

const SQL = `
  SELECT ${RESPONSE_COLUMNS} FROM response_response r
   WHERE r.jurisdiction_id = $1 AND ($2::text IS NULL OR r.state = $2) AND r.id < $3
   ORDER BY r.id DESC LIMIT $4`;

@Answers(ResponseList)
export class ResponseListHandler implements IQueryHandler<ResponseList> {
  constructor(private readonly database: Database) {}

  async execute({ actor, filter }: ResponseList): Promise<Page<ResponseView>> {
    const [before] = decodeCursor(filter.cursor, 1) ?? ['ffffffff-ffff-ffff-ffff-ffffffffffff'];
    const rows = await this.database.query<ResponseView>(SQL, [actor.jurisdictionId, filter.state ?? null, before, pageSize(filter) + 1]);
    return pageOf(rows, filter, (row) => [row.id]);
  }
}
