import { Transform } from 'class-transformer';
import { Query, type IQueryHandler } from '@nestjs/cqrs';
import { Answers, Choice, Clock, Count, Database, decodeCursor, Id, Instant, pageOf, pageSize, Paging, Parts, Text, type Actor, type Page } from '#platform';
import { AirHour, airHour, districtHours, readingsWithin } from './air-hour.js';
import { windowOf, type AirWindow } from './window.js';

export const READINGS_OF = ['district', 'stations'] as const;

export class ReadingsFilter extends Paging implements AirWindow {
  @Instant({ optional: true, about: 'Hours that end after this; absent: ten days before the end' })
  from?: string;

  @Instant({ optional: true, about: 'Absent: now' })
  to?: string;

  @Choice(READINGS_OF, { optional: true, name: 'ReadingsOf', about: 'The means of the district (when absent), or the stations one by one' })
  of?: (typeof READINGS_OF)[number];

  @Id({ optional: true, about: 'Of this station alone' })
  stationId?: string;

  @Transform(({ value }) => (value === undefined ? undefined : Number(value)))
  @Count({ optional: true, max: 500, about: 'Only hours whose AQI is higher: 200 for 重度 and worse' })
  over?: number;
}

export class ReadingRow extends AirHour {
  @Id({ nullable: true, about: 'Null: the mean of the district' }) stationId!: string | null;
  @Text({ nullable: true }) code!: string | null;
  @Text({ nullable: true }) stationName!: string | null;
}

export class ReadingPage {
  @Parts(() => ReadingRow) items!: ReadingRow[];
  @Text({ nullable: true }) nextCursor!: string | null;
}

/** 小时值, newest first. */
export class ReadingRows extends Query<Page<ReadingRow>> {
  constructor(
    readonly actor: Actor,
    readonly filter: ReadingsFilter,
  ) {
    super();
  }
}

@Answers(ReadingRows)
export class ReadingRowsHandler implements IQueryHandler<ReadingRows> {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** An AQI is computed, not kept, so its filter cannot be asked of the database; ten days are few enough to look through. */
  async execute({ actor: { jurisdictionId }, filter }: ReadingRows): Promise<Page<ReadingRow>> {
    const [last, code] = decodeCursor(filter.cursor, 2) ?? [null, ''];
    const { after, until } = windowOf(filter, await this.clock.now());
    const readings = await readingsWithin(this.database, jurisdictionId, after, last ? new Date(last) : until, filter.stationId ?? null);
    const isByStation = filter.of === 'stations' || filter.stationId !== undefined;
    const rows: ReadingRow[] = isByStation
      ? readings.map(({ hour, stationId, code: own, name, ...values }) => ({ ...airHour({ hour, values }, 1), stationId, code: own, stationName: name }))
      : districtHours(readings).map((one) => ({ ...airHour(one, one.stations), stationId: null, code: null, stationName: null }));
    const behind = rows.filter(({ hour, code: own }) => !last || hour.toISOString() < last || (hour.toISOString() === last && (own ?? '') > code!));
    const wanted = behind.filter(({ aqi }) => filter.over === undefined || (aqi ?? -1) > filter.over);
    return pageOf(wanted.slice(0, pageSize(filter) + 1), filter, (row) => [row.hour.toISOString(), row.code ?? '']);
  }
}
