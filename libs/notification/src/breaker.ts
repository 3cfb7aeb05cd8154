/** 熔断: what all workers know of a gateway's health. Times are the database's. */
export interface Breaker {
  readonly state: 'closed' | 'open' | 'half_open';
  /** Failures in a row. */
  readonly failures: number;
  /** Openings since it last worked; each lasts twice as long as the one before. */
  readonly openings: number;
  /** open: a probe may go then; half_open: the probe is given up then. */
  readonly retryAt: Date | null;
}

export interface BreakerTerms {
  readonly failures: number;
  readonly openSeconds: number;
}

const LONGEST_SECONDS = 600;
export const HEALTHY: Breaker = { state: 'closed', failures: 0, openings: 0, retryAt: null };

const after = (at: Date, seconds: number): Date => new Date(at.getTime() + seconds * 1000);

/** How many messages may leave now: all that are wanted, one probe, or none. */
export function admitted(breaker: Breaker, wanted: number, at: Date): number {
  if (breaker.state === 'closed') return wanted;
  return breaker.retryAt === null || breaker.retryAt <= at ? Math.min(wanted, 1) : 0;
}

/** A probe leaves: nobody else sends another one until it is given up. */
export const probing = (breaker: Breaker, at: Date, leaseSeconds: number): Breaker =>
  breaker.state === 'closed' ? breaker : { ...breaker, state: 'half_open', retryAt: after(at, leaseSeconds) };

export const succeeded = (breaker: Breaker): Breaker => (breaker.state === 'closed' && breaker.failures === 0 ? breaker : HEALTHY);

/** A message met a gateway that is ill or not there. */
export function failed(breaker: Breaker, terms: BreakerTerms, at: Date): Breaker {
  const failures = breaker.failures + 1;
  // Those that were under way when it opened say nothing new.
  if (breaker.state === 'open') return { ...breaker, failures };
  if (breaker.state === 'closed' && failures < terms.failures) return { ...breaker, failures };
  const seconds = Math.min(terms.openSeconds * 2 ** Math.min(breaker.openings, 10), LONGEST_SECONDS);
  return { state: 'open', failures, openings: breaker.openings + 1, retryAt: after(at, seconds) };
}
