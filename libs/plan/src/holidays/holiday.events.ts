import { DomainEvent, WireName } from '#platform';

/** The days off and make-up workdays of a year were written or corrected by hand. */
@WireName('plan.holiday-year-set')
export class HolidayYearSet extends DomainEvent {
  constructor(
    readonly jurisdictionId: string,
    readonly year: number,
    readonly source: string,
    readonly daysOff: number,
    readonly makeUpDays: number,
  ) {
    super();
  }

  get subject(): string {
    return `holidays/${this.year}`;
  }
}
