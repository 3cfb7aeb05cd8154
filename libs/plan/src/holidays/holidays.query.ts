import { Query, type IQueryHandler } from '@nestjs/cqrs';
import { Answers, Count, Database, Instant, Parts, Text, type Actor } from '#platform';
import { missingYears } from './calendar-of-work.js';
import { HolidayDay } from './set-holiday-year.js';

export class HolidayYearView {
  @Count() year!: number;
  @Parts(() => HolidayDay) days!: HolidayDay[];
  @Text({ about: 'The announcement, or the library it was seeded from' }) source!: string;
  @Instant() setAt!: Date;
  @Text({ nullable: true, about: 'Null: seeded by the product' }) setByName!: string | null;
  @Count() version!: number;
}

export class MissingYear {
  @Count() year!: number;
}

export class HolidayYears {
  @Parts(() => HolidayYearView) items!: HolidayYearView[];
  @Parts(() => MissingYear, { about: 'Years that should be on record and are not: this one, and from 1 November the next' }) missing!: MissingYear[];
}

/** 节假日安排: the years on record, the latest first, and those that are missing by the date of the database. */
export class Holidays extends Query<HolidayYears> {
  constructor(readonly actor: Pick<Actor, 'jurisdictionId'>) {
    super();
  }
}

const YEARS = `
  SELECT y.year, y.days, y.source, y.set_at AS "setAt", person.name AS "setByName", y.version
    FROM plan_holiday_year y LEFT JOIN identity_face_users($1) person ON person.user_id = y.set_by
   WHERE y.jurisdiction_id = $1 ORDER BY y.year DESC`;
const TODAY = `SELECT to_char(clock_now() AT TIME ZONE 'Asia/Shanghai', 'YYYY-MM-DD') AS today`;

@Answers(Holidays)
export class HolidaysHandler implements IQueryHandler<Holidays> {
  constructor(private readonly database: Database) {}

  async execute({ actor }: Holidays): Promise<HolidayYears> {
    const items = await this.database.query<HolidayYearView>(YEARS, [actor.jurisdictionId]);
    const [now] = await this.database.query<{ today: string }>(TODAY);
    return { items, missing: missingYears(items.map(({ year }) => year), now!.today).map((year) => ({ year })) };
  }
}
