/** What an AQI is made of; CO in mg/m³, all others in µg/m³. */
export const POLLUTANTS = ['so2', 'no2', 'co', 'o3', 'pm10', 'pm25'] as const;
export type Pollutant = (typeof POLLUTANTS)[number];

/** 实时报 by means of one hour, 日报 by means of 24 hours (O3: the highest mean of 8 hours). */
export type Period = 'hour' | 'day';

type Limits = Readonly<Record<Pollutant, readonly number[]>>;

export interface AqiStandard {
  readonly code: string;
  /** First day, Beijing. */
  readonly from: string;
  readonly limits: Readonly<Record<Period, Limits>>;
  /** Where a list of limits ends before 500: the IAQI of whatever is above it; null: none is computed. */
  readonly beyond: Readonly<Record<Period, Partial<Record<Pollutant, number | null>>>>;
}

/** The IAQI at each limit of the lists below. */
export const STEPS = [0, 50, 100, 150, 200, 300, 400, 500] as const;

const PM10 = [0, 50, 120, 250, 350, 420, 500, 600];
const PM25 = [0, 35, 60, 115, 150, 250, 350, 500];
const DAY = {
  so2: [0, 50, 150, 475, 800, 1600, 2100, 2620],
  no2: [0, 40, 80, 180, 280, 565, 750, 940],
  co: [0, 2, 4, 14, 24, 36, 48, 60],
  o3: [0, 100, 160, 215, 265, 800],
};
const HOUR = {
  so2: [0, 150, 500, 650, 800],
  no2: [0, 100, 200, 700, 1200, 2340, 3090, 3840],
  co: [0, 5, 10, 35, 60, 90, 120, 150],
  o3: [0, 160, 200, 300, 400, 800, 1000, 1200],
};

/**
 * HJ 633-2026 《环境空气质量指数（AQI）技术规定》, table 3 with notes b and c, in force since 1 March 2026 (read in the published PDF).
 * One hour of PM10 and PM2.5 is judged by the limits of a day.
 */
const HJ_633_2026: AqiStandard = {
  code: 'HJ 633-2026',
  from: '2026-03-01',
  limits: { day: { ...DAY, pm10: PM10, pm25: PM25 }, hour: { ...HOUR, pm10: PM10, pm25: PM25 } },
  beyond: { hour: { so2: 200 }, day: { o3: 300 } },
};

/**
 * HJ 633-2012, in force until 28 February 2026. Two limits differ: PM10 150 and PM2.5 75 at IAQI 100. Above its list SO2 of an hour goes by
 * the day and O3 of eight hours by the hour; none is computed here.
 */
const OLD_PM10 = [0, 50, 150, 250, 350, 420, 500, 600];
const OLD_PM25 = [0, 35, 75, 115, 150, 250, 350, 500];
const HJ_633_2012: AqiStandard = {
  code: 'HJ 633-2012',
  from: '2012-02-29',
  limits: { day: { ...DAY, pm10: OLD_PM10, pm25: OLD_PM25 }, hour: { ...HOUR, pm10: OLD_PM10, pm25: OLD_PM25 } },
  beyond: { hour: { so2: null }, day: { o3: null } },
};

/** The youngest in front. */
export const STANDARDS: readonly AqiStandard[] = [HJ_633_2026, HJ_633_2012];

/** The standard of a Beijing day (2026-03-01); of days before all standards the oldest. */
export const standardOn = (day: string): AqiStandard => STANDARDS.find(({ from }) => from <= day) ?? STANDARDS.at(-1)!;
