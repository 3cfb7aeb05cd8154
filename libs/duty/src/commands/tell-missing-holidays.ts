import { Command, CommandBus, type ICommandHandler } from '@nestjs/cqrs';
import { PlaceInInbox, WHOLE_UNIT } from '#notification';
import { missingYears } from '#plan';
import { Database, defineJob, Handles } from '#platform';

/**
 * 放假安排缺年: says to the units of the duty officers that the holidays of a year are not on record. Said once for each year: what stands in an inbox
 * is not placed there again. Answers how many inboxes were new.
 */
export class TellMissingHolidays extends Command<number> {}

export const tellMissingHolidays = defineJob({ name: 'duty.tell-missing-holidays', lane: 'slow', command: TellMissingHolidays, key: () => 'tell-missing-holidays', attempts: 3 });

const PLACES = `
  SELECT place.jurisdiction_id AS "jurisdictionId", to_char(clock_now() AT TIME ZONE 'Asia/Shanghai', 'YYYY-MM-DD') AS today,
         coalesce((SELECT array_agg(known.year) FROM plan_face_holiday_years(place.jurisdiction_id) known), '{}') AS years,
         coalesce((SELECT array_agg(DISTINCT holder.unit_id::text) FROM identity_face_holders(place.jurisdiction_id, 'duty-officer') holder WHERE holder.unit_id IS NOT NULL), '{}') AS units
    FROM directory_face_jurisdictions() place`;

interface Place {
  readonly jurisdictionId: string;
  readonly today: string;
  readonly years: readonly number[];
  readonly units: readonly string[];
}

@Handles(TellMissingHolidays)
export class TellMissingHolidaysHandler implements ICommandHandler<TellMissingHolidays> {
  constructor(
    private readonly database: Database,
    private readonly commands: CommandBus,
  ) {}

  async execute(): Promise<number> {
    let placed = 0;
    for (const { jurisdictionId, today, years, units } of await this.database.query<Place>(PLACES)) {
      const recipients = missingYears(years, today).flatMap((year) => units.map((unitId) => ({ unitId, personId: WHOLE_UNIT, subject: `holidays/${year}`, round: 1, facts: { year } })));
      placed += await this.commands.execute(new PlaceInInbox({ jurisdictionId, thread: null, kind: 'holidays.missing', exercise: false, recipients }));
    }
    return placed;
  }
}
