import { Query, type IQueryHandler } from '@nestjs/cqrs';
import { Answers, Database, RecordNotFound, type Actor } from '#platform';
import { RESPONSE_COLUMNS, type ResponseView } from './response-view.js';

export class ResponseById extends Query<ResponseView> {
  constructor(
    readonly actor: Actor,
    readonly id: string,
  ) {
    super();
  }
}

@Answers(ResponseById)
export class ResponseByIdHandler implements IQueryHandler<ResponseById> {
  constructor(private readonly database: Database) {}

  async execute({ actor, id }: ResponseById): Promise<ResponseView> {
    const [row] = await this.database.query<ResponseView>(
      `SELECT ${RESPONSE_COLUMNS} FROM response_response r WHERE r.jurisdiction_id = $1 AND r.id = $2`,
      [actor.jurisdictionId, id],
    );
    if (!row) throw new RecordNotFound('response', id);
    return row;
  }
}
