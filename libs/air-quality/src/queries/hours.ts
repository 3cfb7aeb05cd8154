import { Query, type IQueryHandler } from '@nestjs/cqrs';
import { Answers, Clock, Count, Database, Decimal, Id, Instant, Parts, Text, type Actor } from '#platform';
import { hourlyAqi } from '../means.js';
import { AirHour, airHour, districtHours, readingsWithin, standardOf } from './air-hour.js';
import { windowOf, type AirWindow } from './window.js';

export class StationPoint {
  @Instant() hour!: Date;
  @Count({ nullable: true, max: 500 }) aqi!: number | null;
  @Decimal({ nullable: true, about: 'µg/m³' }) pm25!: number | null;
}

export class StationHours {
  @Id() id!: string;
  @Text() code!: string;
  @Text() name!: string;
  @Parts(() => StationPoint, { about: 'Oldest first' }) hours!: StationPoint[];
}

export class AirHoursView {
  @Instant() from!: Date;
  @Instant() to!: Date;
  @Text({ about: 'By which the last hour was computed' }) standard!: string;
  @Parts(() => AirHour, { about: 'The mean of the stations, oldest first; an hour that nobody reported is missing' }) hours!: AirHour[];
  @Parts(() => StationHours) stations!: StationHours[];
}

/** 小时 AQI of the district and of each station: what the chart draws. */
export class AirHours extends Query<AirHoursView> {
  constructor(
    readonly actor: Actor,
    readonly window: AirWindow,
  ) {
    super();
  }
}

@Answers(AirHours)
export class AirHoursHandler implements IQueryHandler<AirHours> {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  async execute({ actor: { jurisdictionId }, window }: AirHours): Promise<AirHoursView> {
    const { after, until } = windowOf(window, await this.clock.now());
    const readings = (await readingsWithin(this.database, jurisdictionId, after, until)).reverse();
    const stations = new Map<string, StationHours>();
    for (const { stationId, code, name, hour, ...values } of readings) {
      const station = stations.get(stationId) ?? { id: stationId, code, name, hours: [] };
      station.hours.push({ hour, aqi: hourlyAqi({ hour, values }).aqi, pm25: values.pm25 });
      stations.set(stationId, station);
    }
    const hours = districtHours(readings).map((one) => airHour(one, one.stations));
    const byCode = [...stations.values()].sort((a, b) => a.code.localeCompare(b.code));
    return { from: after, to: until, standard: standardOf(hours.at(-1)?.hour ?? until), hours, stations: byCode };
  }
}
