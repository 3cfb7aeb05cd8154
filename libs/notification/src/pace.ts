/** How fast a gateway may be used: a bucket that fills evenly and holds a sixth of a minute's worth, at least one. */
export interface Pace {
  readonly allowance: number | null;
  readonly at: Date | null;
}

export interface Allowed {
  /** Messages that may leave now. */
  readonly count: number;
  readonly pace: Pace;
}

/** Takes up to `wanted` from the bucket. A gateway that was never used begins with a full one. */
export function allowedBy(pace: Pace, perMinute: number, wanted: number, at: Date): Allowed {
  const full = Math.max(1, perMinute / 6);
  const seconds = pace.at ? Math.max(0, (at.getTime() - pace.at.getTime()) / 1000) : 0;
  const allowance = pace.allowance === null ? full : Math.min(full, pace.allowance + (seconds * perMinute) / 60);
  const count = Math.min(wanted, Math.floor(allowance));
  return { count, pace: { allowance: allowance - count, at } };
}
