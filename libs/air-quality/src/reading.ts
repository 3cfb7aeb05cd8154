import type { Values } from './aqi.js';
import { POLLUTANTS } from './aqi-tables.js';
import { HOUR_MS } from './means.js';

/** What somebody sent: a station by its code, an hour by its end, what was measured. */
export interface SentReading extends Values {
  readonly code: string;
  readonly hour: Date;
}

export interface Reading extends Values {
  readonly stationId: string;
  readonly hour: Date;
}

export const READING_FAULTS = ['unknown-station', 'not-a-whole-hour', 'in-the-future', 'twice', 'nothing-measured'] as const;
export type ReadingFaultKind = (typeof READING_FAULTS)[number];

export interface ReadingFault {
  /** From 0, in the order in which they were sent. */
  readonly at: number;
  readonly field: 'code' | 'hour';
  readonly kind: ReadingFaultKind;
}

export interface Known {
  /** Ids of stations by their code. */
  readonly stations: ReadonlyMap<string, string>;
  readonly now: Date;
}

/** The clock of a station may be ahead of ours by so much. */
const TOLERANCE_MS = 5 * 60_000;

const keyOf = (stationId: string, hour: Date): string => `${stationId} ${hour.getTime()}`;

/** 核对: which of them can be kept, and what is wrong with the others. */
export function judgeReadings(sent: readonly SentReading[], { stations, now }: Known): { readings: Reading[]; faults: ReadingFault[] } {
  const readings: Reading[] = [];
  const faults: ReadingFault[] = [];
  const seen = new Set<string>();
  for (const [at, { code, hour, ...values }] of sent.entries()) {
    const before = faults.length;
    const wrong = (field: ReadingFault['field'], kind: ReadingFaultKind): void => void faults.push({ at, field, kind });
    const stationId = stations.get(code);
    if (!stationId) wrong('code', 'unknown-station');
    if (hour.getTime() % HOUR_MS !== 0) wrong('hour', 'not-a-whole-hour');
    if (hour.getTime() > now.getTime() + TOLERANCE_MS) wrong('hour', 'in-the-future');
    if (POLLUTANTS.every((pollutant) => values[pollutant] === null)) wrong('code', 'nothing-measured');
    if (stationId && seen.has(keyOf(stationId, hour))) wrong('hour', 'twice');
    if (!stationId || faults.length > before) continue;
    seen.add(keyOf(stationId, hour));
    readings.push({ stationId, hour, ...values });
  }
  return { readings, faults };
}

export interface Sorted {
  readonly fresh: readonly Reading[];
  /** With what stood there before. */
  readonly corrected: readonly { readonly reading: Reading; readonly was: Values }[];
  readonly same: number;
}

/** Against what is kept: a repeat changes nothing, another value is a correction. */
export function sortReadings(readings: readonly Reading[], kept: readonly Reading[]): Sorted {
  const before = new Map(kept.map((one) => [keyOf(one.stationId, one.hour), one]));
  const fresh: Reading[] = [];
  const corrected: { reading: Reading; was: Values }[] = [];
  for (const reading of readings) {
    const was = before.get(keyOf(reading.stationId, reading.hour));
    if (!was) fresh.push(reading);
    else if (POLLUTANTS.some((pollutant) => was[pollutant] !== reading[pollutant])) corrected.push({ reading, was });
  }
  return { fresh, corrected, same: readings.length - fresh.length - corrected.length };
}
