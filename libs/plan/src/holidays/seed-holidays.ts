import { Command, type ICommandHandler } from '@nestjs/cqrs';
import { v7 as uuid } from 'uuid';
import { Database, defineJob, Handles } from '#platform';
import { LIBRARY, publishedYears } from './published-holidays.js';

/**
 * Writes the years that the library knows into jurisdictions that lack them; what stands there, typed or seeded, stays.
 * Answers how many years were added.
 */
export class SeedHolidays extends Command<number> {}

export const seedHolidays = defineJob({ name: 'plan.seed-holidays', lane: 'slow', command: SeedHolidays, key: () => 'seed-holidays', attempts: 3 });

const MISSING = `
  SELECT place.jurisdiction_id AS "jurisdictionId", wanted.year
    FROM directory_face_jurisdictions() place CROSS JOIN unnest($1::int[]) AS wanted(year)
   WHERE NOT EXISTS (SELECT 1 FROM plan_holiday_year known WHERE known.jurisdiction_id = place.jurisdiction_id AND known.year = wanted.year)`;
const ADD = `
  INSERT INTO plan_holiday_year (id, jurisdiction_id, year, days, source, set_at)
  VALUES ($1, $2, $3, $4, $5, clock_now()) ON CONFLICT ON CONSTRAINT plan_holiday_year_once DO NOTHING RETURNING 1`;

@Handles(SeedHolidays)
export class SeedHolidaysHandler implements ICommandHandler<SeedHolidays> {
  constructor(private readonly database: Database) {}

  async execute(): Promise<number> {
    const years = new Map(publishedYears().map(({ year, days }) => [year, JSON.stringify(days)]));
    const missing = await this.database.query<{ jurisdictionId: string; year: number }>(MISSING, [[...years.keys()]]);
    let added = 0;
    for (const { jurisdictionId, year } of missing) added += (await this.database.query(ADD, [uuid(), jurisdictionId, year, years.get(year), LIBRARY])).length;
    return added;
  }
}
