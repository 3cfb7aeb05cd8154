import { Query, type IQueryHandler } from '@nestjs/cqrs';
import { Answers, Choice, Count, Database, Decimal, Id, Instant, Parts, Text, type Actor } from '#platform';
import { PROBLEM_STATES, type ProblemState } from '../problem.js';
import { VIOLATION_CATEGORIES, type ViolationCategory } from '../violation.js';

/** More points than a map shows apart; the newest come first. */
const SHOWN = 2_000;

export class FindingPlace {
  @Id() id!: string;
  @Text() unitName!: string;
  @Choice(VIOLATION_CATEGORIES, { name: 'ViolationCategory' }) category!: ViolationCategory;
  @Choice(PROBLEM_STATES, { name: 'ProblemState' }) state!: ProblemState;
  @Decimal({ nullable: true, about: 'Degrees, WGS-84; null: found without a place' }) latitude!: number | null;
  @Decimal({ nullable: true }) longitude!: number | null;
  @Instant() foundAt!: Date;
}

export class FindingPlaces {
  @Parts(() => FindingPlace, { max: SHOWN }) items!: FindingPlace[];
  @Count({ about: 'Violations of the response' }) findings!: number;
  @Count({ about: 'Of these, not closed yet' }) open!: number;
  @Count({ about: 'Of all, with a place' }) placed!: number;
}

/** 一张图·问题: what was found in a response, and where. */
export class ResponseFindings extends Query<FindingPlaces> {
  constructor(
    readonly actor: Actor,
    readonly responseId: string,
  ) {
    super();
  }
}

const SQL = `
  WITH found AS MATERIALIZED (
    SELECT violation.id, violation.unit_id, violation.category, problem.state, violation.latitude, violation.longitude, violation.found_at
      FROM inspection_violation violation,
           LATERAL (SELECT one.state FROM inspection_problem one WHERE one.id = violation.id AND one.jurisdiction_id = $1 OFFSET 0) problem
     WHERE violation.jurisdiction_id = $1 AND violation.response_id = $2
  ), shown AS (
    SELECT found.*, unit.name FROM (SELECT * FROM found ORDER BY id DESC LIMIT ${SHOWN}) found,
           LATERAL (SELECT face.name FROM directory_face_units($1) face WHERE face.unit_id = found.unit_id OFFSET 0) unit
  )
  SELECT coalesce((SELECT jsonb_agg(jsonb_build_object('id', id, 'unitName', name, 'category', category, 'state', state, 'latitude', latitude, 'longitude', longitude, 'foundAt', found_at)
                                    ORDER BY id DESC) FROM shown), '[]') AS items,
         (SELECT count(*)::int FROM found) AS findings, (SELECT count(*)::int FROM found WHERE state <> 'closed') AS open, (SELECT count(latitude)::int FROM found) AS placed`;

@Answers(ResponseFindings)
export class ResponseFindingsHandler implements IQueryHandler<ResponseFindings> {
  constructor(private readonly database: Database) {}

  async execute({ actor, responseId }: ResponseFindings): Promise<FindingPlaces> {
    return ((await this.database.query<FindingPlaces>(SQL, [actor.jurisdictionId, responseId])) as [FindingPlaces])[0];
  }
}
