import { POLLUTANTS, STEPS, standardOn, type AqiStandard, type Period, type Pollutant } from './aqi-tables.js';

/** Concentrations; null: not measured, or not valid. */
export type Values = Readonly<Record<Pollutant, number | null>>;

/** 优 良 轻度 中度 重度 严重: HJ 633-2026 table 1. */
export const CATEGORIES = ['excellent', 'good', 'light', 'moderate', 'heavy', 'severe'] as const;
export type AqiCategory = (typeof CATEGORIES)[number];
const UP_TO = [50, 100, 150, 200, 300];

export const categoryOf = (aqi: number): AqiCategory => CATEGORIES[UP_TO.findIndex((most) => aqi <= most)] ?? 'severe';

export interface Aqi {
  /** Null: not to be published. */
  readonly aqi: number | null;
  /** 首要污染物, all of them when several are equal; none up to 50. */
  readonly primary: readonly Pollutant[];
}

const NONE: Aqi = { aqi: null, primary: [] };

/** GB/T 8170-2008 数值修约: to the nearest, and exactly halfway to the even one. */
export function rounded(value: number, decimals: number): number {
  const scale = 10 ** decimals;
  // What a decimal point means must not depend on how a binary number holds it: 2.05 × 10 is 20.5.
  const scaled = Number((value * scale).toPrecision(12));
  const whole = Math.floor(scaled);
  const rest = Number((scaled - whole).toPrecision(9));
  const up = rest > 0.5 || (rest === 0.5 && whole % 2 === 1);
  return (whole + (up ? 1 : 0)) / scale;
}

const decimalsOf = (pollutant: Pollutant): number => (pollutant === 'co' ? 1 : 0);

/** 空气质量分指数, HJ 633 formula (1), rounded up; at most 500. Null: the standard computes none for so much. */
export function iaqi(pollutant: Pollutant, concentration: number, period: Period, standard: AqiStandard): number | null {
  const limits = standard.limits[period][pollutant];
  // In tenths, so that the division alone can leave a remainder.
  const tenths = Math.round(rounded(concentration, decimalsOf(pollutant)) * 10);
  const at = limits.findIndex((limit) => tenths <= limit * 10);
  if (at === 0) return 0;
  if (at < 0) {
    const beyond = standard.beyond[period][pollutant];
    return beyond === undefined ? 500 : beyond;
  }
  const [low, high] = [limits[at - 1]! * 10, limits[at]! * 10];
  const [from, to] = [STEPS[at - 1]!, STEPS[at]!];
  return Math.ceil(((to - from) * (tenths - low)) / (high - low) + from);
}

/**
 * 空气质量指数, HJ 633-2026 4.3 and 5.3: the highest of the IAQIs. With a pollutant missing it is published only above 100: the missing one
 * could only make it higher.
 */
export function aqiOf(values: Values, period: Period, day: string): Aqi {
  const standard = standardOn(day);
  const parts = POLLUTANTS.flatMap((pollutant) => {
    const value = values[pollutant];
    const part = value === null ? null : iaqi(pollutant, value, period, standard);
    return part === null ? [] : [{ pollutant, part }];
  });
  if (parts.length === 0) return NONE;
  const aqi = Math.max(...parts.map(({ part }) => part));
  const isMissing = POLLUTANTS.some((pollutant) => values[pollutant] === null);
  if (isMissing && aqi <= 100) return NONE;
  return { aqi, primary: aqi > 50 ? parts.filter(({ part }) => part === aqi).map(({ pollutant }) => pollutant) : [] };
}
