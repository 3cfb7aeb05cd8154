import { Query, type IQueryHandler } from '@nestjs/cqrs';
import { Answers, Count, Database, Day, Instant, Part, Text, type Actor } from '#platform';
import { DAY_MS, dailyAqi, dayOfHour, rollingAqi } from '../means.js';
import { AirHour, airHour, AirIndex, districtHours, indexOf, readingsWithin, standardOf } from './air-hour.js';

export class AirDay extends AirIndex {
  @Day() day!: string;
}

export class AirNowView {
  @Part(() => AirHour, { nullable: true, about: 'The newest hour; null: none was ever reported' }) current!: AirHour | null;
  @Part(() => AirIndex, { nullable: true, about: 'By the means of the 24 hours that end with it' }) rolling!: AirIndex | null;
  @Part(() => AirDay, { nullable: true, about: 'By the means of the last calendar day that is over' }) yesterday!: AirDay | null;
  @Count({ about: 'Minutes since that hour ended' }) ageMinutes!: number;
  @Count({ about: 'Registered' }) stations!: number;
  @Text({ nullable: true }) standard!: string | null;
  @Instant() countedAt!: Date;
}

/** 当前空气质量 of the district. */
export class AirNow extends Query<AirNowView> {
  constructor(readonly actor: Actor) {
    super();
  }
}

/** The newest hour, by the index; how old it is, by the database's clock. */
const NEWEST = `
  SELECT clock_now() AS now, (SELECT max(hour) FROM air_quality_reading WHERE jurisdiction_id = $1) AS newest,
         (SELECT count(*)::int FROM air_quality_station WHERE jurisdiction_id = $1) AS stations`;

@Answers(AirNow)
export class AirNowHandler implements IQueryHandler<AirNow> {
  constructor(private readonly database: Database) {}

  async execute({ actor: { jurisdictionId } }: AirNow): Promise<AirNowView> {
    const [{ now, newest, stations }] = (await this.database.query<{ now: Date; newest: Date | null; stations: number }>(NEWEST, [jurisdictionId])) as [{ now: Date; newest: Date | null; stations: number }];
    if (!newest) return { current: null, rolling: null, yesterday: null, ageMinutes: 0, stations, standard: null, countedAt: now };
    const hours = districtHours(await readingsWithin(this.database, jurisdictionId, new Date(newest.getTime() - 2 * DAY_MS), newest));
    const day = dayOfHour(new Date(newest.getTime() - DAY_MS + 1));
    return {
      current: airHour(hours[0]!, hours[0]!.stations),
      rolling: indexOf(rollingAqi(hours, newest)),
      yesterday: { day, ...indexOf(dailyAqi(hours, day)) },
      ageMinutes: Math.max(0, Math.floor((now.getTime() - newest.getTime()) / 60_000)),
      stations,
      standard: standardOf(newest),
      countedAt: now,
    };
  }
}
