import { Injectable } from '@nestjs/common';
import { Database, type Actor } from '#platform';
import type { Reach } from './holes.js';
import { ParentPlans } from './parent-plans.js';
import type { Assignment, PlanContent } from './plan.js';
import type { PlanQuestion } from './question.js';
import { settled } from './settled.js';

/** A nation has more units without an account than anybody reads; the first of them say what is meant. */
const NAMES_SHOWN = 20;

/** Group by group, as the roster of a raise resolves them. */
const REACH = `
  WITH asked AS (
    SELECT NULL::bigint AS group_id, direct.unit_id AS direct_id, direct.unit_id FROM unnest($2::bigint[]) AS direct(unit_id)
    UNION ALL
    SELECT named.group_id, NULL, member.unit_id FROM unnest($3::bigint[]) AS named(group_id)
      LEFT JOIN LATERAL (SELECT face.unit_id FROM directory_face_members($1) face WHERE face.group_id = named.group_id OFFSET 0) member ON true
  )
  SELECT asked.group_id::text AS "groupId", asked.direct_id::text AS "unitId", min(unit.name) AS name,
         count(unit.unit_id)::int AS members, count(unit.unit_id) FILTER (WHERE account.unit_id IS NULL)::int AS silent,
         coalesce(bool_or(gone.unit_id IS NOT NULL), false) AS inactive,
         coalesce((array_agg(unit.name ORDER BY unit.unit_id) FILTER (WHERE unit.unit_id IS NOT NULL AND account.unit_id IS NULL))[1:${NAMES_SHOWN}], '{}') AS "silentNames"
    FROM asked
    LEFT JOIN directory_face_units($1) unit ON unit.unit_id = asked.unit_id
    LEFT JOIN identity_face_unit_accounts($1) account ON account.unit_id = asked.unit_id
    LEFT JOIN directory_face_units_out_of_use($1) gone ON gone.unit_id = asked.direct_id
   GROUP BY asked.group_id, asked.direct_id ORDER BY asked.group_id NULLS FIRST, asked.direct_id`;

/** Asks the directory whom a plan would reach today. A unit without a working account is one whose order nobody opens. */
@Injectable()
export class ReachOfPlan {
  constructor(
    private readonly database: Database,
    private readonly parents: ParentPlans,
  ) {}

  /** The plan above, which a plan is held against before it is published. */
  above(actor: Pick<Actor, 'jurisdictionId'>, content: PlanContent): Promise<PlanContent | null> {
    return this.parents.content(actor, content);
  }

  async of(actor: Pick<Actor, 'jurisdictionId'>, content: PlanContent, questions: readonly PlanQuestion[]): Promise<Reach[]> {
    const named = content.measures.flatMap((measure) => settled(measure, questions).assignments);
    const [units, groups] = [idsOf(named, 'unitId'), idsOf(named, 'groupId')];
    const rows = await this.database.query<Reach>(REACH, [actor.jurisdictionId, units, groups]);
    // The directory has no face for the name of a group; the plan calls it by its name.
    return rows.map((row) => ({ ...row, name: (row.groupId && named.find(({ groupId }) => groupId === row.groupId)?.name) || row.name }));
  }
}

const idsOf = (named: readonly Assignment[], id: 'unitId' | 'groupId'): string[] => [...new Set(named.flatMap((entry) => entry[id] ?? []))];
