import { Injectable } from '@nestjs/common';
import { Database, Store } from '#platform';
import { ReadingsImported } from './air-quality.events.js';
import { POLLUTANTS } from './aqi-tables.js';
import { valuesBy } from './means.js';
import { sortReadings, type Reading } from './reading.js';

export interface KeptReadings {
  readonly fresh: number;
  readonly corrected: number;
  /** Rows that say what is known already. */
  readonly same: number;
}

const COLUMNS = POLLUTANTS.join(', ');

/** Who imports holds the stations: of two imports of the same hour the second sees what the first has kept, and says that it corrects it. */
const STATIONS = 'SELECT id, code FROM air_quality_station WHERE jurisdiction_id = $1 ORDER BY id FOR NO KEY UPDATE';

/** Each by its key: a join of hundreds would look cheaper by way of all that was ever measured. */
const KEPT = `
  SELECT reading.station_id AS "stationId", reading.hour, ${COLUMNS}
    FROM unnest($1::uuid[], $2::timestamptz[]) sent(station_id, hour)
   CROSS JOIN LATERAL (SELECT * FROM air_quality_reading kept WHERE kept.station_id = sent.station_id AND kept.hour = sent.hour OFFSET 0) reading`;

const KEEP = `
  INSERT INTO air_quality_reading (jurisdiction_id, station_id, hour, ${COLUMNS})
  SELECT $1, sent.* FROM unnest($2::uuid[], $3::timestamptz[], $4::float8[], $5::float8[], $6::float8[], $7::float8[], $8::float8[], $9::float8[]) sent
  ON CONFLICT (station_id, hour) DO UPDATE SET ${POLLUTANTS.map((pollutant) => `${pollutant} = excluded.${pollutant}`).join(', ')}`;

/** What imports of any kind have in common. Within the caller's transaction. */
@Injectable()
export class Readings {
  constructor(
    private readonly store: Store,
    private readonly database: Database,
  ) {}

  /** Ids by code; locked until the end. */
  async stations(jurisdictionId: string): Promise<ReadonlyMap<string, string>> {
    const rows = await this.database.query<{ id: string; code: string }>(STATIONS, [jurisdictionId]);
    return new Map(rows.map(({ id, code }) => [code, id]));
  }

  async compare(readings: readonly Reading[]): Promise<ReturnType<typeof sortReadings>> {
    return sortReadings(readings, await this.database.query<Reading>(KEPT, [readings.map(({ stationId }) => stationId), readings.map(({ hour }) => hour)]));
  }

  /** One entry for all of them; none when everything was known. */
  async keep(jurisdictionId: string, readings: readonly Reading[]): Promise<KeptReadings> {
    const { fresh, corrected, same } = await this.compare(readings);
    const changed = [...fresh, ...corrected.map(({ reading }) => reading)].sort((a, b) => a.hour.getTime() - b.hour.getTime());
    const counts = { fresh: fresh.length, corrected: corrected.length, same };
    if (changed.length === 0) return counts;
    await this.database.query(KEEP, [jurisdictionId, changed.map(({ stationId }) => stationId), changed.map(({ hour }) => hour), ...POLLUTANTS.map((pollutant) => changed.map((one) => one[pollutant]))]);
    const corrections = corrected.map(({ reading: { stationId, hour }, was }) => ({ stationId, hour: hour.toISOString(), was: valuesBy((pollutant) => was[pollutant]) }));
    await this.store.append(new ReadingsImported(jurisdictionId, counts.fresh, counts.corrected, same, changed[0]!.hour.toISOString(), changed.at(-1)!.hour.toISOString(), corrections));
    return counts;
  }
}
