import { Query, type IQueryHandler } from '@nestjs/cqrs';
import { Answers, Database, Parts, Text, type Actor } from '#platform';

export class ResponseMeasure {
  @Text() measureNo!: string;
  @Text() title!: string;
}

export class ResponseMeasureList {
  @Parts(() => ResponseMeasure, { about: 'In the order of the plan' }) items!: ResponseMeasure[];
}

/** The measures that a response switched on: what an inspector can find broken. */
export class ResponseMeasures extends Query<ResponseMeasureList> {
  constructor(
    readonly actor: Actor,
    readonly responseId: string,
  ) {
    super();
  }
}

const SQL = `
  SELECT line.measure_no AS "measureNo", min(line.measure_title) AS title
    FROM checklist_line line JOIN response_face_responses($1) response USING (response_id)
   WHERE line.response_id = $2
   GROUP BY line.measure_no ORDER BY min(line.line_id)`;

@Answers(ResponseMeasures)
export class ResponseMeasuresHandler implements IQueryHandler<ResponseMeasures> {
  constructor(private readonly database: Database) {}

  async execute({ actor, responseId }: ResponseMeasures): Promise<ResponseMeasureList> {
    return { items: await this.database.query<ResponseMeasure>(SQL, [actor.jurisdictionId, responseId]) };
  }
}
