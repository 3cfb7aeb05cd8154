import { Query, type IQueryHandler } from '@nestjs/cqrs';
import { Answers, Count, Database, decodeCursor, Flag, Id, Paging, pageOf, pageSize, Parts, Text, type Actor, type Page } from '#platform';
import { seesAllContacts } from '../keepers.js';

export class PeopleFilter extends Paging {
  @Id({ optional: true }) unitId?: string;
  @Text({ optional: true, max: 40, about: 'Part of the name, or first letters of its pinyin' }) search?: string;
}

export class PersonView {
  @Id() id!: string;
  @Id() unitId!: string;
  @Text() unitName!: string;
  @Text() name!: string;
  @Text({ nullable: true }) title!: string | null;
  @Flag() isHead!: boolean;
  @Flag() onDuty!: boolean;
  @Count() version!: number;
  @Count({ about: 'Verified ways to reach this person outside the product' }) verifiedContacts!: number;
}

export class PersonPage {
  @Parts(() => PersonView) items!: PersonView[];
  @Text({ nullable: true }) nextCursor!: string | null;
}

/** 人员. A head sees those of his own unit only. */
export class People extends Query<Page<PersonView>> {
  constructor(
    readonly actor: Actor,
    readonly filter: PeopleFilter,
  ) {
    super();
  }
}

const SQL = `
  SELECT person.id, person.unit_id AS "unitId", unit.name AS "unitName", person.name, person.title, person.is_head AS "isHead", person.version,
         duty.person_id IS NOT NULL AS "onDuty",
         (SELECT count(*)::int FROM directory_contact c WHERE c.person_id = person.id AND c.active AND c.verified_at IS NOT NULL) AS "verifiedContacts"
    FROM directory_person person
    JOIN directory_unit unit ON unit.id = person.unit_id
    LEFT JOIN LATERAL (SELECT person_id FROM directory_face_on_duty($1, clock_now()) face WHERE face.unit_id = person.unit_id OFFSET 0) duty ON duty.person_id = person.id
   WHERE person.jurisdiction_id = $1 AND person.active
     AND ($2::bigint IS NULL OR person.unit_id = $2) AND ($3::bigint IS NULL OR person.unit_id = $3)
     AND ($4::text IS NULL OR person.name LIKE '%' || $4 || '%' OR person.initials LIKE '%' || lower($4) || '%')
     AND person.id > $5
   ORDER BY person.id LIMIT $6`;

@Answers(People)
export class PeopleHandler implements IQueryHandler<People> {
  constructor(private readonly database: Database) {}

  async execute({ actor, filter }: People): Promise<Page<PersonView>> {
    const [after] = decodeCursor(filter.cursor, 1) ?? ['0'];
    const onlyUnit = seesAllContacts(actor) ? null : (actor.unitId ?? '0');
    const rows = await this.database.query<PersonView>(SQL, [actor.jurisdictionId, onlyUnit, filter.unitId ?? null, filter.search ?? null, after, pageSize(filter) + 1]);
    return pageOf(rows, filter, (row) => [row.id]);
  }
}
