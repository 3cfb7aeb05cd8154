/** Where a value stands between two ends of an axis, and where the axis is marked. */
export interface Scale {
  (value: number): number;
  readonly marks: readonly number[];
}

/** From zero to a round number above everything shown. */
export function linear(values: readonly number[], from: number, to: number): Scale {
  const most = Math.max(...values);
  const step = niceStep(most / 4);
  const top = Math.ceil(most / step) * step;
  const marks = Array.from({ length: Math.round(top / step) + 1 }, (_, n) => n * step);
  return Object.assign((value: number) => from + ((to - from) * value) / top, { marks });
}

/** Whole powers of ten around everything shown. */
export function logarithmic(values: readonly number[], from: number, to: number): Scale {
  const least = Math.floor(Math.log10(Math.min(...values)));
  const most = Math.max(least + 1, Math.ceil(Math.log10(Math.max(...values))));
  const marks = Array.from({ length: most - least + 1 }, (_, n) => 10 ** (least + n));
  return Object.assign((value: number) => from + ((to - from) * (Math.log10(value) - least)) / (most - least), { marks });
}

function niceStep(rough: number): number {
  const power = 10 ** Math.floor(Math.log10(rough));
  return [1, 2, 5, 10].find((factor) => factor * power >= rough)! * power;
}
