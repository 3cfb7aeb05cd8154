/** Without a sign of life for so long its worker is dead, or as good as dead. */
export const SILENT_SECONDS = 30;
/** Taken so often and never brought to an end: another try would end like the others. */
export const MOST_RUNS = 5;

export type CheckState = 'waiting' | 'running' | 'finished';

export interface CheckStanding {
  readonly state: CheckState;
  /** How often a worker has taken it. */
  readonly run: number;
  /** Since its worker's last sign of life; null when it never had one. */
  readonly silentSeconds: number | null;
}

/** What a worker does with a check that it was handed. A queue may hand it twice, or to somebody while another is at it. */
export function nextStep({ state, run, silentSeconds }: CheckStanding): 'take' | 'leave' | 'give-up' {
  if (state === 'finished') return 'leave';
  if (state === 'running' && (silentSeconds ?? Infinity) < SILENT_SECONDS) return 'leave';
  return run >= MOST_RUNS ? 'give-up' : 'take';
}

export type CheckOutcome = 'sound' | 'broken' | 'failed';

/** How a check that has ended came out: nothing wrong, something wrong, or no result. */
export const outcomeOf = (finding: unknown, trouble: string | null): CheckOutcome => (finding ? 'broken' : trouble ? 'failed' : 'sound');
