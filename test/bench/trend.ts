export interface Trend {
  /** Mean of what counts: the first third is warming up. */
  readonly mean: number;
  /** By least squares, per minute. */
  readonly slope: number;
  readonly flat: boolean;
}

/** Flat: over the whole of what counts it rises by no more than a seventh of its mean, or by less than matters (`floor`). Falling is flat. */
export function trendOf(values: readonly number[], floor: number): Trend {
  const counted = values.slice(Math.floor(values.length / 3));
  const n = counted.length;
  const mean = counted.reduce((sum, value) => sum + value, 0) / Math.max(1, n);
  const middle = (n - 1) / 2;
  const spread = counted.reduce((sum, _, at) => sum + (at - middle) ** 2, 0);
  const slope = spread === 0 ? 0 : counted.reduce((sum, value, at) => sum + (at - middle) * (value - mean), 0) / spread;
  const rise = slope * (n - 1);
  return { mean: Number(mean.toFixed(3)), slope: Number(slope.toFixed(4)), flat: rise <= Math.max(floor, mean / 7) };
}
