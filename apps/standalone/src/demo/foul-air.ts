import type { NewReading } from '#air-quality';

const HOURS = 72;
const HOUR_MS = 3_600_000;
const BEIJING_HOURS = 8;
const SEED = 20_261_123;

/**
 * Three days of bad air coming, by formula and always the same: PM2.5 climbs from 良 to 重度 (the mean of the last day is above 150, AQI 200, as
 * orange asks for), nights are worse than afternoons, ozone falls as the haze thickens. The stations differ by a tenth.
 */
export function foulAir(codes: readonly string[], now: Date): NewReading[] {
  const chance = chanceFrom(SEED);
  const last = Math.floor(now.getTime() / HOUR_MS);
  return codes.flatMap((code, n) =>
    Array.from({ length: HOURS }, (_none, at) => {
      const hour = last - HOURS + 1 + at;
      const ofDay = (hour + BEIJING_HOURS) % 24;
      const noon = Math.max(0, Math.cos(((ofDay - 14) / 24) * 2 * Math.PI));
      const haze = 1 / (1 + Math.exp(-(at - 34) / 6));
      const pm25 = (42 + 152 * haze) * (1.08 - 0.16 * noon) * (0.95 + 0.06 * n) * (0.96 + 0.08 * chance());
      return {
        code,
        hour: new Date(hour * HOUR_MS).toISOString(),
        so2: Math.round(9 + 8 * haze + 3 * chance()),
        no2: Math.round(30 + 38 * haze + 14 * (1 - noon) + 4 * chance()),
        co: Math.round((0.5 + pm25 / 125 + 0.1 * chance()) * 10) / 10,
        o3: Math.round(22 + 78 * noon * (1 - 0.6 * haze) + 6 * chance()),
        pm10: Math.round(pm25 * 1.28 + 16 + 8 * chance()),
        pm25: Math.round(pm25),
      };
    }),
  );
}

/** Numbers from 0 to 1 that are the same at every start (mulberry32). */
function chanceFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
