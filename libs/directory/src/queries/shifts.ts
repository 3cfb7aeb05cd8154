import { Query, type IQueryHandler } from '@nestjs/cqrs';
import { Answers, Count, Database, decodeCursor, Flag, Id, Instant, pageOf, pageSize, Paging, Parts, RecordNotFound, Text, type Actor, type Page } from '#platform';

export class ShiftView {
  @Id() id!: string;
  @Id() personId!: string;
  @Text() personName!: string;
  @Instant() fromAt!: Date;
  @Instant({ about: 'Not included' }) toAt!: Date;
  @Flag() now!: boolean;
  @Count() version!: number;
}

export class ShiftPage {
  @Parts(() => ShiftView) items!: ShiftView[];
  @Text({ nullable: true }) nextCursor!: string | null;
}

/** 值班表: the shifts of a unit that have not ended, in their order. */
export class Shifts extends Query<Page<ShiftView>> {
  constructor(
    readonly actor: Pick<Actor, 'jurisdictionId'>,
    readonly unitId: string,
    readonly paging: Paging,
  ) {
    super();
  }
}

const SQL = `
  SELECT shift.id, shift.person_id AS "personId", person.name AS "personName", shift.from_at AS "fromAt", shift.to_at AS "toAt",
         shift.from_at <= clock_now() AS now, shift.version
    FROM directory_shift shift JOIN directory_person person ON person.id = shift.person_id
   WHERE shift.jurisdiction_id = $1 AND shift.unit_id = $2 AND NOT shift.cancelled AND person.active AND shift.to_at > clock_now()
     AND (shift.to_at, shift.id) > ($3::timestamptz, $4::bigint)
   ORDER BY shift.to_at, shift.id LIMIT $5`;
const OWN_UNIT = 'SELECT 1 FROM directory_unit WHERE jurisdiction_id = $1 AND id = $2';

@Answers(Shifts)
export class ShiftsHandler implements IQueryHandler<Shifts> {
  constructor(private readonly database: Database) {}

  async execute({ actor, unitId, paging }: Shifts): Promise<Page<ShiftView>> {
    const [to, id] = decodeCursor(paging.cursor, 2) ?? ['-infinity', '0'];
    const rows = await this.database.query<ShiftView>(SQL, [actor.jurisdictionId, unitId, to, id, pageSize(paging) + 1]);
    if (rows.length === 0 && (await this.database.query(OWN_UNIT, [actor.jurisdictionId, unitId])).length === 0) throw new RecordNotFound('unit', unitId);
    return pageOf(rows, paging, (row) => [row.toAt.toISOString(), row.id]);
  }
}
