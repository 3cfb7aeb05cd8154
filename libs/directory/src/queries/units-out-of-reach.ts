import { Query, type IQueryHandler } from '@nestjs/cqrs';
import { Answers, Choice, Count, Database, decodeCursor, Id, pageOf, pageSize, Parts, Text, type Actor, type Page } from '#platform';
import { UNIT_KINDS, type UnitKind } from '../unit.js';
import type { UnitsFilter } from './units.js';

export class UnitOutOfReach {
  @Id() id!: string;
  @Text() name!: string;
  @Choice(UNIT_KINDS, { name: 'UnitKind' }) kind!: UnitKind;
  @Count({ about: 'People on record' }) people!: number;
  @Count({ about: 'Contacts that wait to be verified' }) unverified!: number;
}

export class UnitOutOfReachPage {
  @Parts(() => UnitOutOfReach) items!: UnitOutOfReach[];
  @Text({ nullable: true }) nextCursor!: string | null;
  @Count({ about: 'Of all active units' }) total!: number;
}

/** 无可用联系方式的单位: active units that nothing outside the product reaches, neither themselves nor any of their people. */
export class UnitsOutOfReach extends Query<Page<UnitOutOfReach> & { total: number }> {
  constructor(
    readonly actor: Actor,
    readonly filter: UnitsFilter,
  ) {
    super();
  }
}

const SOURCES = `
    FROM directory_face_units_found($1, $2) found
    JOIN directory_unit unit ON unit.id = found.unit_id
   WHERE unit.jurisdiction_id = $1 AND unit.active
     AND NOT EXISTS (SELECT 1 FROM directory_face_contacts($1) contact WHERE contact.unit_id = unit.id AND contact.channel <> 'landline')
     AND ($3::text IS NULL OR unit.kind = $3)`;

const ROWS = `
  SELECT unit.id, unit.name, unit.kind,
         (SELECT count(*)::int FROM directory_person p WHERE p.unit_id = unit.id AND p.active) AS people,
         (SELECT count(*)::int FROM directory_contact c WHERE c.unit_id = unit.id AND c.active AND c.verified_at IS NULL) AS unverified
  ${SOURCES} AND unit.id > $4 ORDER BY unit.id LIMIT $5`;

@Answers(UnitsOutOfReach)
export class UnitsOutOfReachHandler implements IQueryHandler<UnitsOutOfReach> {
  constructor(private readonly database: Database) {}

  async execute({ actor, filter }: UnitsOutOfReach): Promise<Page<UnitOutOfReach> & { total: number }> {
    const [after] = decodeCursor(filter.cursor, 1) ?? ['0'];
    const values = [actor.jurisdictionId, filter.search ?? null, filter.kind ?? null];
    const [counted] = await this.database.query<{ total: number }>(`SELECT count(*)::int AS total ${SOURCES}`, values);
    const rows = await this.database.query<UnitOutOfReach>(ROWS, [...values, after, pageSize(filter) + 1]);
    return { ...pageOf(rows, filter, (row) => [row.id]), total: counted!.total };
  }
}
