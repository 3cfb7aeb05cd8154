import { Query, type IQueryHandler } from '@nestjs/cqrs';
import { Answers, Database, Id, Instant, Parts, Text, TextList, type Actor } from '#platform';

export class UnitRequestView {
  @Id() id!: string;
  @Text({ about: 'As the plan names it' }) name!: string;
  @Text() planTitle!: string;
  @TextList({ about: 'Numbers of the measures that name it' }) measures!: string[];
  @Text({ nullable: true }) requestedByName!: string | null;
  @Instant() requestedAt!: Date;
}

export class UnitRequestList {
  @Parts(() => UnitRequestView) items!: UnitRequestView[];
}

/** Names that drafts ask for and the directory still lacks, the oldest first. Once a unit bears the name, the request is gone by itself. */
export class UnitRequests extends Query<UnitRequestList> {
  constructor(readonly actor: Pick<Actor, 'jurisdictionId'>) {
    super();
  }
}

const SQL = `
  SELECT request.id, request.name, plan.title AS "planTitle", request.measures, person.name AS "requestedByName", request.requested_at AS "requestedAt"
    FROM plan_unit_request request
    JOIN plan_plan plan ON plan.id = request.plan_id AND plan.state = 'draft'
    LEFT JOIN identity_face_users($1) person ON person.user_id = request.requested_by
   WHERE request.jurisdiction_id = $1
     AND NOT EXISTS (SELECT 1 FROM directory_face_units($1) unit WHERE unit.name = request.name)
   ORDER BY request.requested_at, request.name LIMIT 200`;

@Answers(UnitRequests)
export class UnitRequestsHandler implements IQueryHandler<UnitRequests> {
  constructor(private readonly database: Database) {}

  async execute({ actor }: UnitRequests): Promise<UnitRequestList> {
    return { items: await this.database.query<UnitRequestView>(SQL, [actor.jurisdictionId]) };
  }
}
