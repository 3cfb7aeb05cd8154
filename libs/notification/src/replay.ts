import type { DeliveryState } from './delivery.js';
import { DeliveryNotFailed } from './notification.refusals.js';

export interface FormerTry {
  readonly state: DeliveryState;
  readonly replayedAt: Date | null;
}

/** Two clicks within so long are one. */
const MOMENT_MS = 60_000;

/** Whether a delivery is sent again: only a failed one is; a second click within a moment does nothing and is no error. */
export function mayReplay({ state, replayedAt }: FormerTry, at: Date): boolean {
  if (state === 'failed') return true;
  if (replayedAt && at.getTime() - replayedAt.getTime() < MOMENT_MS) return false;
  throw new DeliveryNotFailed(state);
}
