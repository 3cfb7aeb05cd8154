/** What a gateway made of a message. `ill`: the gateway is to blame, not the message. */
export type Outcome =
  | { readonly kind: 'accepted'; readonly reference: string | null }
  /** Too many for the moment. Not counted as a try. */
  | { readonly kind: 'throttled'; readonly whose: 'gateway' | 'contact'; readonly seconds: number | null; readonly code: string; readonly text: string }
  /** It will never take this message. */
  | { readonly kind: 'refused'; readonly code: string; readonly text: string }
  /** It certainly did not take it; later it may. */
  | { readonly kind: 'failed'; readonly ill: boolean; readonly seconds: number | null; readonly code: string; readonly text: string }
  /** It does not know of an earlier try that may still be on its way to it. Not counted as a try. */
  | { readonly kind: 'unsettled'; readonly seconds: number; readonly code: string; readonly text: string }
  /** It may have taken it. */
  | { readonly kind: 'unknown'; readonly code: string; readonly text: string };

export interface Tried {
  /** Tries so far, this one counted. */
  readonly attempts: number;
  /** An earlier try may have been taken, and nobody could be asked. */
  readonly uncertain: boolean;
}

export interface Terms {
  readonly attempts: number;
  readonly backoffSeconds: number;
}

/** What is written down after a try. */
export interface Settlement {
  readonly state: 'sent' | 'failed' | 'waiting';
  readonly attempts: number;
  readonly uncertain: boolean;
  /** Not to be tried before so many seconds; 0 when it is not tried again. */
  readonly waitSeconds: number;
  readonly reference: string | null;
  readonly failureCode: string | null;
  readonly failure: string | null;
}

/** "I do not know it" is believed of a try that left so long ago; of a younger one it says nothing, for it may be overtaken by the question. */
export const isSettled = (leftAt: Date, at: Date, seconds: number): boolean => at.getTime() - leftAt.getTime() >= seconds * 1000;

const LONGEST_SECONDS = 600;
const THROTTLED_SECONDS = 30;

/** Exponential, with full jitter: `lot` is drawn evenly from 0 to 1, so that what failed together does not come back together. */
export const backoff = (attempts: number, baseSeconds: number, lot: number): number => lot * Math.min(LONGEST_SECONDS, baseSeconds * 2 ** Math.min(attempts - 1, 20));

/** What follows from the outcome of a try. */
export function settle({ attempts, uncertain }: Tried, outcome: Outcome, terms: Terms, lot: number): Settlement {
  const base = { attempts, uncertain, waitSeconds: 0, reference: null };
  if (outcome.kind === 'accepted') return { ...base, state: 'sent', uncertain: false, reference: outcome.reference, failureCode: null, failure: null };
  const told = { failureCode: outcome.code, failure: outcome.text.slice(0, 300) };
  if (outcome.kind === 'refused') return { ...base, ...told, state: 'failed' };
  if (outcome.kind === 'throttled') return { ...base, ...told, state: 'waiting', attempts: attempts - 1, waitSeconds: Math.min(outcome.seconds ?? THROTTLED_SECONDS, LONGEST_SECONDS) };
  if (outcome.kind === 'unsettled') return { ...base, ...told, state: 'waiting', attempts: attempts - 1, waitSeconds: outcome.seconds };
  const doubt = uncertain || outcome.kind === 'unknown';
  if (attempts >= terms.attempts) return { ...base, ...told, state: 'failed', uncertain: doubt };
  const asked = outcome.kind === 'failed' ? Math.min(outcome.seconds ?? 0, LONGEST_SECONDS) : 0;
  return { ...base, ...told, state: 'waiting', uncertain: doubt, waitSeconds: Math.max(asked, backoff(attempts, terms.backoffSeconds, lot)) };
}
