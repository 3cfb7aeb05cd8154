import { Command, type ICommandHandler } from '@nestjs/cqrs';
import { Decimal, Handles, Instant, Parts, Store, Text, type Actor } from '#platform';
import { ReadingsHaveFaults } from '../air-quality.refusals.js';
import { valuesBy } from '../means.js';
import { judgeReadings, type SentReading } from '../reading.js';
import { Readings, type KeptReadings } from '../readings.js';

const most = { optional: true, nullable: true, min: 0, max: 9_999 } as const;

export class NewReading {
  @Text({ max: 40, about: 'Code of the station' }) code!: string;
  @Instant({ about: 'The whole hour at which it ended: 10:00 is the mean from 9 to 10' }) hour!: string;
  @Decimal({ ...most, about: 'µg/m³; null: not measured or not valid' }) so2?: number | null;
  @Decimal({ ...most, about: 'µg/m³' }) no2?: number | null;
  @Decimal({ ...most, about: 'mg/m³' }) co?: number | null;
  @Decimal({ ...most, about: 'µg/m³' }) o3?: number | null;
  @Decimal({ ...most, about: 'µg/m³' }) pm10?: number | null;
  @Decimal({ ...most, about: 'µg/m³' }) pm25?: number | null;
}

export class NewReadings {
  @Parts(() => NewReading, { max: 1_000, atLeast: 1 })
  readings!: NewReading[];
}

/** 导入小时值: whole or not at all. Sent again it changes nothing; another value replaces what stood there. */
export class ImportReadings extends Command<KeptReadings> {
  constructor(
    readonly actor: Actor,
    readonly input: NewReadings,
  ) {
    super();
  }
}

@Handles(ImportReadings)
export class ImportReadingsHandler implements ICommandHandler<ImportReadings> {
  constructor(
    private readonly store: Store,
    private readonly readings: Readings,
  ) {}

  execute({ actor: { jurisdictionId }, input }: ImportReadings): Promise<KeptReadings> {
    const sent = input.readings.map((one): SentReading => ({ code: one.code, hour: new Date(one.hour), ...valuesBy((pollutant) => one[pollutant] ?? null) }));
    return this.store.whole(async (now) => {
      const stations = await this.readings.stations(jurisdictionId);
      const { readings, faults } = judgeReadings(sent, { stations, now });
      if (faults.length > 0) throw new ReadingsHaveFaults(new Set(faults.map(({ at }) => at)).size, faults);
      return this.readings.keep(jurisdictionId, readings);
    });
  }
}
