import { Query, type IQueryHandler } from '@nestjs/cqrs';
import { Answers, Choice, Database, decodeCursor, Paging, pageOf, pageSize, Parts, Text, type Actor, type Page } from '#platform';
import { UNDONE_WITHIN_HOURS } from '../importing/undo-import.js';
import { PLAN_STATES, type PlanState } from '../plan.js';
import { PlanView } from './views.js';

export class PlansFilter extends Paging {
  @Choice(PLAN_STATES, { optional: true, name: 'PlanState' })
  state?: PlanState;
}

export class PlanPage {
  @Parts(() => PlanView) items!: PlanView[];
  @Text({ nullable: true }) nextCursor!: string | null;
}

/** The plans of a jurisdiction, the latest first; imports that were taken back only when they are asked for. */
export class Plans extends Query<Page<PlanView>> {
  constructor(
    readonly actor: Pick<Actor, 'jurisdictionId'>,
    readonly filter: PlansFilter,
  ) {
    super();
  }
}

const UNDO_UNTIL = `plan.imported_at + interval '${UNDONE_WITHIN_HOURS} hours'`;
/** One row per plan, without its document. Shared with the detail of one plan. */
export const PLAN_ROWS = `
  SELECT plan.id, plan.title, plan.issuer, plan.number, plan.issued_on::text AS "issuedOn",
         plan.season_from::text AS "seasonFrom", plan.season_to::text AS "seasonTo", plan.state,
         plan.imported_by AS "importedBy", plan.imported_at AS "importedAt", plan.source_name AS "sourceName", plan.document_id AS "documentId",
         CASE WHEN plan.state = 'draft' AND clock_now() < ${UNDO_UNTIL} THEN ${UNDO_UNTIL} END AS "undoUntil",
         jsonb_array_length(plan.content -> 'measures') AS measures, asked.questions, asked.open AS "openQuestions",
         version.id AS "versionId", version.ordinal, coalesce(version.in_force, false) AS "inForce",
         version.published_at AS "publishedAt", version.published_by AS "publishedBy",
         importer.name AS "importedByName", publisher.name AS "publishedByName",
         coalesce(jsonb_array_length(version.holes), 0) AS "holesLeft", version.holes_reason AS "holesReason"
    FROM plan_plan plan
    LEFT JOIN plan_version version ON version.plan_id = plan.id
    LEFT JOIN identity_face_users($1) importer ON importer.user_id = plan.imported_by
    LEFT JOIN identity_face_users($1) publisher ON publisher.user_id = version.published_by
   CROSS JOIN LATERAL (SELECT count(*)::int AS questions, count(*) FILTER (WHERE q.answer IS NULL)::int AS open
                         FROM plan_question q WHERE q.plan_id = plan.id) asked
   WHERE plan.jurisdiction_id = $1`;

const SQL = `${PLAN_ROWS}
     AND (plan.state = $2 OR $2::text IS NULL AND plan.state <> 'undone')
     AND ($3::uuid IS NULL OR plan.id < $3)
   ORDER BY plan.id DESC LIMIT $4`;

@Answers(Plans)
export class PlansHandler implements IQueryHandler<Plans> {
  constructor(private readonly database: Database) {}

  async execute({ actor, filter }: Plans): Promise<Page<PlanView>> {
    const [before] = decodeCursor(filter.cursor, 1) ?? [null];
    const rows = await this.database.query<PlanView>(SQL, [actor.jurisdictionId, filter.state ?? null, before, pageSize(filter) + 1]);
    return pageOf(rows, filter, (row) => [row.id]);
  }
}
