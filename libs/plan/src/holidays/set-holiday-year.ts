import { Command, type ICommandHandler } from '@nestjs/cqrs';
import { v7 as uuid } from 'uuid';
import { Choice, Count, Database, Day, decided, Handles, InputRefused, Parts, RecordChangedMeanwhile, Store, Text, type Actor } from '#platform';
import { DAY_TYPES, type SpecialDay } from './calendar-of-work.js';
import { HolidayYearEntity } from './holiday-year.entity.js';
import { sorted, yearFaults } from './holiday-year.js';
import { HolidayYearSet } from './holiday.events.js';

export class HolidayDay implements SpecialDay {
  @Day() day!: string;
  @Choice(DAY_TYPES, { name: 'HolidayType', about: 'off 放假, work 调休上班' }) type!: SpecialDay['type'];
  @Text({ max: 40 }) name!: string;
}

export class NewHolidayYear {
  @Parts(() => HolidayDay, { atLeast: 1, max: 120, about: 'All days of the year that its weekdays alone would not tell; they replace what stood there' })
  days!: HolidayDay[];

  @Text({ max: 200, about: 'The announcement it is taken from' })
  source!: string;

  @Count({ about: 'The version that was looked at; 0 for a year that is not on record' })
  version!: number;
}

/** Writes the special days of one year, whole. What somebody else wrote meanwhile is not overwritten. */
export class SetHolidayYear extends Command<void> {
  constructor(
    readonly actor: Actor,
    readonly year: number,
    readonly input: NewHolidayYear,
  ) {
    super();
  }
}

@Handles(SetHolidayYear)
export class SetHolidayYearHandler implements ICommandHandler<SetHolidayYear> {
  constructor(
    private readonly store: Store,
    private readonly database: Database,
  ) {}

  async execute({ actor, year, input }: SetHolidayYear): Promise<void> {
    const { jurisdictionId } = actor;
    const written = { days: sorted(input.days.map(({ day, type, name }) => ({ day, type, name }))), source: input.source, setBy: actor.id };
    const faults = year < 2000 || year > 2100 ? [{ field: 'year', code: 'holiday.not-of-year', message: `${year} is not a year that can be kept.` }] : yearFaults(year, input.days);
    if (faults.length > 0) throw new InputRefused(faults);
    const count = (type: SpecialDay['type']): number => written.days.filter((day) => day.type === type).length;
    const happened = new HolidayYearSet(jurisdictionId, year, input.source, count('off'), count('work'));
    await this.store.whole(async (setAt) => {
      // Two who enter the same new year: the second finds the first.
      await this.database.query(`SELECT pg_advisory_xact_lock(hashtext('plan.holiday-year'), hashtext($1))`, [jurisdictionId]);
      const known = await this.store.find(HolidayYearEntity, { jurisdictionId, year });
      if ((known?.version ?? 0) !== input.version) throw new RecordChangedMeanwhile('HolidayYear', String(year));
      if (known) await this.store.change(HolidayYearEntity, known.id, (row) => decided({ ...row, ...written, setAt }, happened));
      else await this.store.add(HolidayYearEntity, { id: uuid(), jurisdictionId, year, ...written, setAt, version: 1 }, () => [happened]);
    });
  }
}
