import { Choice, ChoiceList, Count, Database, Decimal, Instant } from '#platform';
import { CATEGORIES, categoryOf, type Aqi, type AqiCategory, type Values } from '../aqi.js';
import { POLLUTANTS, standardOn, type Pollutant } from '../aqi-tables.js';
import { dayOfHour, hourlyAqi, meanOfStations, valuesBy, type HourOfAir } from '../means.js';

/** Whatever is asked for lies within so many days: a response has never lasted longer, and a chart has no more room. */
export const MOST_DAYS = 10;

export class AirIndex {
  @Count({ nullable: true, max: 500, about: 'Null: not to be published, or too few hours' }) aqi!: number | null;
  @Choice(CATEGORIES, { nullable: true, name: 'AqiCategory' }) category!: AqiCategory | null;
  @ChoiceList(POLLUTANTS, { name: 'Pollutant', about: '首要污染物; none up to 50' }) primary!: Pollutant[];
}

/** One hour, known by its end. Means of a district are rounded to a tenth. */
export class AirHour extends AirIndex {
  @Instant() hour!: Date;
  @Count({ about: 'Stations that reported in this hour' }) stations!: number;
  @Decimal({ nullable: true, about: 'µg/m³' }) so2!: number | null;
  @Decimal({ nullable: true, about: 'µg/m³' }) no2!: number | null;
  @Decimal({ nullable: true, about: 'mg/m³' }) co!: number | null;
  @Decimal({ nullable: true, about: 'µg/m³' }) o3!: number | null;
  @Decimal({ nullable: true, about: 'µg/m³' }) pm10!: number | null;
  @Decimal({ nullable: true, about: 'µg/m³' }) pm25!: number | null;
}

/** A reading with its station, as the queries read it. */
export interface StationHour extends Values {
  readonly hour: Date;
  readonly stationId: string;
  readonly code: string;
  readonly name: string;
}

/** The readings of a jurisdiction after $2 until $3, newest first; of one station when $4 names it. */
const READINGS = `
  SELECT reading.hour, reading.station_id AS "stationId", station.code, station.name, ${POLLUTANTS.map((pollutant) => `reading.${pollutant}`).join(', ')}
    FROM air_quality_reading reading JOIN air_quality_station station ON station.id = reading.station_id
   WHERE reading.jurisdiction_id = $1 AND reading.hour > $2 AND reading.hour <= $3 AND ($4::uuid IS NULL OR reading.station_id = $4)
   ORDER BY reading.hour DESC, station.code`;

export const readingsWithin = (database: Database, jurisdictionId: string, after: Date, until: Date, stationId: string | null = null): Promise<StationHour[]> =>
  database.query<StationHour>(READINGS, [jurisdictionId, after, until, stationId]);

export const indexOf = ({ aqi, primary }: Aqi): AirIndex => ({ aqi, category: aqi === null ? null : categoryOf(aqi), primary: [...primary] });

const tenth = (value: number | null): number | null => (value === null ? null : Math.round(value * 10) / 10);

export const airHour = (of: HourOfAir, stations: number): AirHour => ({ hour: of.hour, stations, ...indexOf(hourlyAqi(of)), ...valuesBy((pollutant) => (pollutant === 'co' ? hundredth : tenth)(of.values[pollutant])) });

const hundredth = (value: number | null): number | null => (value === null ? null : Math.round(value * 100) / 100);

/** 全区均值 of each hour, in the order of the readings. */
export function districtHours(readings: readonly StationHour[]): (HourOfAir & { readonly stations: number })[] {
  const byHour = new Map<number, StationHour[]>();
  for (const reading of readings) byHour.set(reading.hour.getTime(), [...(byHour.get(reading.hour.getTime()) ?? []), reading]);
  return [...byHour.values()].map((all) => ({ hour: all[0]!.hour, values: meanOfStations(all), stations: all.length }));
}

export const standardOf = (hour: Date): string => standardOn(dayOfHour(hour)).code;
