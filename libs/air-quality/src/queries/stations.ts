import { Query, type IQueryHandler } from '@nestjs/cqrs';
import { Answers, Count, Database, decodeCursor, Id, Instant, pageOf, pageSize, Paging, Parts, Text, type Actor, type Page } from '#platform';

export class StationView {
  @Id() id!: string;
  @Text() code!: string;
  @Text() name!: string;
  @Text({ nullable: true }) place!: string | null;
  @Id({ nullable: true }) unitId!: string | null;
  @Text({ nullable: true }) unitName!: string | null;
  @Instant({ nullable: true, about: 'The newest hour it reported' }) lastHour!: Date | null;
  @Count() version!: number;
}

export class StationPage {
  @Parts(() => StationView) items!: StationView[];
  @Text({ nullable: true }) nextCursor!: string | null;
}

/** 站点, by code. */
export class Stations extends Query<Page<StationView>> {
  constructor(
    readonly actor: Actor,
    readonly paging: Paging,
  ) {
    super();
  }
}

const SQL = `
  SELECT station.id, station.code, station.name, station.place, station.unit_id AS "unitId", unit.name AS "unitName", station.version,
         (SELECT max(reading.hour) FROM air_quality_reading reading WHERE reading.station_id = station.id) AS "lastHour"
    FROM air_quality_station station LEFT JOIN directory_face_units($1) unit ON unit.unit_id = station.unit_id
   WHERE station.jurisdiction_id = $1 AND station.code > $2
   ORDER BY station.code LIMIT $3`;

@Answers(Stations)
export class StationsHandler implements IQueryHandler<Stations> {
  constructor(private readonly database: Database) {}

  async execute({ actor, paging }: Stations): Promise<Page<StationView>> {
    const [after] = decodeCursor(paging.cursor, 1) ?? [''];
    const rows = await this.database.query<StationView>(SQL, [actor.jurisdictionId, after, pageSize(paging) + 1]);
    return pageOf(rows, paging, (row) => [row.code]);
  }
}
