import { Query, type IQueryHandler } from '@nestjs/cqrs';
import { Answers, Database, type Actor } from '#platform';
import type { UnitAttribute, UnitKind } from '../unit.js';

export interface GroupWithRules {
  readonly id: string;
  readonly name: string;
  /** A unit belongs when any rule fits; units by name. */
  readonly rules: readonly { readonly kinds: readonly UnitKind[]; readonly attributes: readonly UnitAttribute[]; readonly units: readonly string[] }[];
}

/** What chosen groups of a jurisdiction stand for, as it is defined now. */
export class GroupRules extends Query<GroupWithRules[]> {
  constructor(
    readonly actor: Pick<Actor, 'jurisdictionId'>,
    readonly groupIds: readonly string[],
  ) {
    super();
  }
}

const SQL = `
  SELECT g.id, g.name,
         json_agg(json_build_object('kinds', r.kinds, 'attributes', r.attributes,
           'units', ARRAY(SELECT unit.name FROM directory_unit unit WHERE unit.id = ANY (r.unit_ids) AND unit.jurisdiction_id = $1 ORDER BY unit.id)) ORDER BY r.n) AS rules
    FROM directory_group g
    JOIN directory_group_rule r ON r.group_id = g.id AND r.active
   WHERE g.jurisdiction_id = $1 AND g.id = ANY ($2::bigint[])
   GROUP BY g.id ORDER BY g.id`;

@Answers(GroupRules)
export class GroupRulesHandler implements IQueryHandler<GroupRules> {
  constructor(private readonly database: Database) {}

  execute({ actor, groupIds }: GroupRules): Promise<GroupWithRules[]> {
    return this.database.query<GroupWithRules>(SQL, [actor.jurisdictionId, groupIds]);
  }
}
