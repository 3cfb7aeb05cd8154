import { Query, type IQueryHandler } from '@nestjs/cqrs';
import { Answers, Choice, Count, Database, Decimal, decodeCursor, Flag, Id, Paging, pageOf, pageSize, Parts, Text, TextList, type Actor, type Page } from '#platform';
import { UNIT_KINDS, type UnitKind } from '../unit.js';

export class UnitsFilter extends Paging {
  @Text({ optional: true, max: 50, about: 'Part of the name, or first letters of its pinyin' })
  search?: string;

  @Choice(UNIT_KINDS, { optional: true, name: 'UnitKind' })
  kind?: UnitKind;
}

export class UnitView {
  @Id() id!: string;
  @Text() name!: string;
  @Text() shortName!: string;
  @Text({ about: 'First letters of its pinyin, for searching where there is no signal' }) initials!: string;
  @Choice(UNIT_KINDS, { name: 'UnitKind' }) kind!: UnitKind;
  @TextList() attributes!: string[];
  @Id({ nullable: true }) parentId!: string | null;
  @Text({ nullable: true }) parentName!: string | null;
  @Decimal({ nullable: true, about: 'Degrees, WGS-84' }) latitude!: number | null;
  @Decimal({ nullable: true }) longitude!: number | null;
  @Flag() active!: boolean;
  @Count() version!: number;
  @Count({ about: 'People on record' }) people!: number;
  @Text({ nullable: true, about: 'Who is on duty now' }) onDuty!: string | null;
}

export class UnitPage {
  @Parts(() => UnitView) items!: UnitView[];
  @Text({ nullable: true }) nextCursor!: string | null;
}

export class Units extends Query<Page<UnitView>> {
  constructor(
    readonly actor: Actor,
    readonly filter: UnitsFilter,
  ) {
    super();
  }
}

const SQL = `
  SELECT unit.id, unit.name, unit.short_name AS "shortName", unit.initials, unit.kind, unit.attributes, unit.active, unit.version, unit.latitude, unit.longitude,
         unit.parent_id AS "parentId", parent.name AS "parentName", person.name AS "onDuty",
         (SELECT count(*)::int FROM directory_person p WHERE p.unit_id = unit.id AND p.active) AS people
    FROM directory_face_units_found($1, $2) found
    JOIN directory_unit unit ON unit.id = found.unit_id
    LEFT JOIN directory_unit parent ON parent.id = unit.parent_id
    LEFT JOIN LATERAL (SELECT person_id FROM directory_face_on_duty($1, clock_now()) face WHERE face.unit_id = unit.id OFFSET 0) duty ON true
    LEFT JOIN directory_person person ON person.id = duty.person_id
   WHERE unit.jurisdiction_id = $1
     AND ($3::text IS NULL OR unit.kind = $3)
     AND unit.id > $4
   ORDER BY unit.id LIMIT $5`;

@Answers(Units)
export class UnitsHandler implements IQueryHandler<Units> {
  constructor(private readonly database: Database) {}

  async execute({ actor, filter }: Units): Promise<Page<UnitView>> {
    const [after] = decodeCursor(filter.cursor, 1) ?? ['0'];
    const rows = await this.database.query<UnitView>(SQL, [actor.jurisdictionId, filter.search ?? null, filter.kind ?? null, after, pageSize(filter) + 1]);
    return pageOf(rows, filter, (row) => [row.id]);
  }
}
