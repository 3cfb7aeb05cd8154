import { Query, type IQueryHandler } from '@nestjs/cqrs';
import { Answers, Choice, Database, Id, Parts, Text, type Actor } from '#platform';
import { COMMAND_ROLES, holds, UNIT_ROLES } from '#identity';

const KINDS = ['unit', 'person', 'warning', 'response', 'checklist'] as const;
type FindKind = (typeof KINDS)[number];

export class SearchFilter {
  @Text({ max: 50, about: 'Part of a name or a number, or first letters of the pinyin' }) text!: string;
}

export class Find {
  @Choice(KINDS, { name: 'FindKind' }) kind!: FindKind;
  @Id() id!: string;
  @Text() text!: string;
  @Text({ nullable: true }) note!: string | null;
  @Id({ nullable: true }) unitId!: string | null;
  @Id({ nullable: true }) responseId!: string | null;
}

export class Finds {
  @Parts(() => Find) items!: Find[];
}

/** 全局查找: the nearest few of everything that has a name, each only for those who may open it. */
export class Search extends Query<Finds> {
  constructor(
    readonly actor: Actor,
    readonly filter: SearchFilter,
  ) {
    super();
  }
}

const MOST = 6;
/** $1 jurisdiction, $2 text, $3 command, $4 keeps the directory, $5 own unit. */
const SQL = `
  (SELECT 'warning' AS kind, warning_id::text AS id, number AS text, NULL AS note, NULL::bigint AS "unitId", NULL::uuid AS "responseId"
     FROM warning_face_series($1) WHERE $3 AND strpos(lower(number), lower($2)) > 0 ORDER BY number DESC LIMIT ${MOST})
  UNION ALL
  (SELECT 'response', response_id::text, number, NULL, NULL, response_id
     FROM response_face_responses($1) WHERE $3 AND strpos(lower(number), lower($2)) > 0 ORDER BY number DESC LIMIT ${MOST})
  UNION ALL
  (SELECT 'unit', unit.unit_id::text, unit.name, NULL, unit.unit_id, NULL
     FROM directory_face_units_found($1, $2) unit WHERE $3 OR $4 ORDER BY length(unit.name), unit.unit_id LIMIT ${MOST})
  UNION ALL
  (SELECT 'person', person.person_id::text, person.name, unit.name, person.unit_id, NULL
     FROM directory_face_people_found($1, $2) person JOIN directory_face_units($1) unit USING (unit_id) WHERE $3 OR $4 ORDER BY person.name, person.person_id LIMIT ${MOST})
  UNION ALL
  (SELECT 'checklist', list.checklist_id::text, response.number, unit.name, unit.unit_id, response.response_id
     FROM directory_face_units_found($1, $2) unit
     JOIN checklist_face_open($1) list USING (unit_id)
     JOIN response_face_responses($1) response USING (response_id)
    WHERE $3 ORDER BY response.activated_at DESC, unit.unit_id LIMIT ${MOST})
  UNION ALL
  (SELECT 'checklist', list.checklist_id::text, response.number, NULL, list.unit_id, response.response_id
     FROM checklist_face_open($1) list JOIN response_face_responses($1) response USING (response_id)
    WHERE list.unit_id = $5 AND strpos(lower(response.number), lower($2)) > 0 ORDER BY response.activated_at DESC LIMIT ${MOST})`;

@Answers(Search)
export class SearchHandler implements IQueryHandler<Search> {
  constructor(private readonly database: Database) {}

  async execute({ actor, filter }: Search): Promise<Finds> {
    const isCommand = holds(actor, ...COMMAND_ROLES);
    const own = holds(actor, ...UNIT_ROLES) ? actor.unitId : null;
    if (!isCommand && !holds(actor, 'system-admin') && own === null) return { items: [] };
    return { items: await this.database.query<Find>(SQL, [actor.jurisdictionId, filter.text, isCommand, holds(actor, 'system-admin'), own]) };
  }
}
