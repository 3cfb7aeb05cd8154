import { aqiOf, type Aqi, type Values } from './aqi.js';
import { POLLUTANTS, type Pollutant } from './aqi-tables.js';

/** One hour, known by its end as stations print it: 10:00 is the mean from 9 to 10. */
export interface HourOfAir {
  readonly hour: Date;
  readonly values: Values;
}

export const HOUR_MS = 3_600_000;
export const DAY_MS = 24 * HOUR_MS;
const BEIJING_MS = 8 * HOUR_MS;
/** GB 3095: a mean of 24 hours needs so many valid ones. */
const LEAST_HOURS = 20;
/** GB 3095: a mean of 8 hours; HJ 663: so many of the 17 that end from 8 to 24 o'clock. */
const EIGHT = { hours: 8, least: 6, windows: 17, leastWindows: 14 };

/** The Beijing day that an hour belongs to: 24时 is the last of its day. */
export const dayOfHour = (hour: Date): string => new Date(hour.getTime() - 1 + BEIJING_MS).toISOString().slice(0, 10);

/** The midnight that ends a Beijing day. */
export const endOfDay = (day: string): Date => new Date(new Date(`${day}T00:00:00+08:00`).getTime() + DAY_MS);

/** 小时 AQI: that of an hour by itself. */
export const hourlyAqi = ({ hour, values }: HourOfAir): Aqi => aqiOf(values, 'hour', dayOfHour(hour));

/** 日均 of a calendar day, for assessment; 24 hours from 1 to 24 o'clock. */
export const dailyAqi = (hours: readonly HourOfAir[], day: string): Aqi => aqiOf(meansUntil(hours, endOfDay(day)), 'day', day);

/** 滑动 24 小时 that end with this hour, whatever the calendar: what warnings go by. */
export const rollingAqi = (hours: readonly HourOfAir[], end: Date): Aqi => aqiOf(meansUntil(hours, end), 'day', dayOfHour(end));

/** The means of the 24 hours that end there; null where too few hours are valid. */
export function meansUntil(hours: readonly HourOfAir[], end: Date): Values {
  const within = between(hours, end, DAY_MS);
  return valuesBy((pollutant) => (pollutant === 'o3' ? highestEight(within, end) : mean(valid(within, pollutant), LEAST_HOURS)));
}

/** 全区均值: of the stations that reported the pollutant in that hour. */
export const meanOfStations = (stations: readonly Values[]): Values =>
  valuesBy((pollutant) => mean(stations.flatMap((values) => values[pollutant] ?? []), 1));

export const valuesBy = (of: (pollutant: Pollutant) => number | null): Values => Object.fromEntries(POLLUTANTS.map((pollutant) => [pollutant, of(pollutant)])) as Record<Pollutant, number | null>;

function highestEight(hours: readonly HourOfAir[], end: Date): number | null {
  const means = Array.from({ length: EIGHT.windows }, (_none, back) => {
    const last = new Date(end.getTime() - back * HOUR_MS);
    return mean(valid(between(hours, last, EIGHT.hours * HOUR_MS), 'o3'), EIGHT.least);
  }).filter((one) => one !== null);
  return means.length >= EIGHT.leastWindows ? Math.max(...means) : null;
}

const between = (hours: readonly HourOfAir[], end: Date, length: number): HourOfAir[] =>
  hours.filter(({ hour }) => hour.getTime() <= end.getTime() && hour.getTime() > end.getTime() - length);

const valid = (hours: readonly HourOfAir[], pollutant: Pollutant): number[] => hours.flatMap(({ values }) => values[pollutant] ?? []);

const mean = (values: readonly number[], least: number): number | null => (values.length >= least ? values.reduce((sum, value) => sum + value, 0) / values.length : null);
