import { Decimal, IdList, Instant, Text } from '#platform';

/** What is written down where it is seen, perhaps without signal: where, with which pictures, and by which clock. */
export class OnTheSpot {
  @Text({ optional: true, nullable: true, max: 200, about: 'Where, in words' })
  place?: string | null;

  @Decimal({ optional: true, nullable: true, min: -90, max: 90 })
  latitude?: number | null;

  @Decimal({ optional: true, nullable: true, min: -180, max: 180 })
  longitude?: number | null;

  @IdList({ optional: true, max: 12 })
  photos?: string[];

  @Instant({ optional: true, nullable: true })
  deviceAt?: string | null;
}
