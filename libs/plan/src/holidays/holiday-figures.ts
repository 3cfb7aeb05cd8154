import { Database, figure, TellsFigures, type Figure, type FigureSource } from '#platform';
import { missingYears } from './calendar-of-work.js';

const KNOWN = `
  SELECT place.jurisdiction_id AS id, to_char(clock_now() AT TIME ZONE 'Asia/Shanghai', 'YYYY-MM-DD') AS today,
         coalesce((SELECT array_agg(y.year) FROM plan_holiday_year y WHERE y.jurisdiction_id = place.jurisdiction_id), '{}') AS years
    FROM directory_face_jurisdictions() place`;

/** Years of holidays that somebody has to type, over all jurisdictions. */
@TellsFigures()
export class HolidayFigures implements FigureSource {
  readonly meanings = { holiday_years_missing: ['Years of holidays that should be on record and are not, this one and from November the next'] } as const;

  constructor(private readonly database: Database) {}

  async figures(): Promise<Figure[]> {
    const places = await this.database.query<{ id: string; today: string; years: number[] }>(KNOWN);
    return [figure('holiday_years_missing', places.reduce((sum, { years, today }) => sum + missingYears(years, today).length, 0))];
  }
}
