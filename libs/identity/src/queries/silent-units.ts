import { Query, type IQueryHandler } from '@nestjs/cqrs';
import { Answers, Count, Database, decodeCursor, Id, pageOf, pageSize, Paging, Parts, Text, type Actor, type Page } from '#platform';

export class SilentUnit {
  @Id() id!: string;
  @Text() name!: string;
  @Text() kind!: string;
}

export class SilentUnitPage {
  @Parts(() => SilentUnit) items!: SilentUnit[];
  @Text({ nullable: true }) nextCursor!: string | null;
  @Count({ about: 'Active units without an account that can sign in' }) total!: number;
}

/** 无可用账号的单位: active units for which nobody can sign in, so that nobody can answer. */
export class SilentUnits extends Query<Page<SilentUnit> & { total: number }> {
  constructor(
    readonly actor: Pick<Actor, 'jurisdictionId'>,
    readonly paging: Paging,
  ) {
    super();
  }
}

const SOURCES = `
    FROM directory_face_active_units($1) unit
   WHERE NOT EXISTS (SELECT 1 FROM identity_face_unit_accounts($1) account WHERE account.unit_id = unit.unit_id AND account.accounts > 0)`;

@Answers(SilentUnits)
export class SilentUnitsHandler implements IQueryHandler<SilentUnits> {
  constructor(private readonly database: Database) {}

  async execute({ actor: { jurisdictionId }, paging }: SilentUnits): Promise<Page<SilentUnit> & { total: number }> {
    const [after] = decodeCursor(paging.cursor, 1) ?? ['0'];
    const [counted] = await this.database.query<{ total: number }>(`SELECT count(*)::int AS total ${SOURCES}`, [jurisdictionId]);
    const rows = await this.database.query<SilentUnit>(
      `SELECT unit.unit_id AS id, unit.name, unit.kind ${SOURCES} AND unit.unit_id > $2 ORDER BY unit.unit_id LIMIT $3`,
      [jurisdictionId, after, pageSize(paging) + 1],
    );
    return { ...pageOf(rows, paging, (row) => [row.id]), total: counted!.total };
  }
}
