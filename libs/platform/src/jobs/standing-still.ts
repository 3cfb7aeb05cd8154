import { pause } from '../leading/leadership.js';

const LOOK_MS = 5_000;
/** Of so many looks in a row. A worker that is merely waiting comes by for a job every five seconds. */
const LOOKS = 4;

/** What one worker has to do with the jobs of its lane. */
export interface Hands {
  /** Jobs in hand. */
  busy: number;
  /** Jobs ever taken. */
  taken: number;
}

/**
 * Resolves true when jobs wait, this worker has nothing in hand, and it has taken none for a while: the connection on which it waits for them may
 * hang without a word, as was seen when a master of a cluster went and came back. False when `closing` came first.
 */
export async function standsStill(hands: Hands, waiting: () => Promise<number>, closing: AbortSignal): Promise<boolean> {
  for (let looks = 0, before = hands.taken; looks < LOOKS; before = hands.taken) {
    await pause(LOOK_MS, closing);
    if (closing.aborted) return false;
    // A queue that does not answer has its own ways to come back.
    const isIdle = hands.busy === 0 && hands.taken === before && (await waiting().catch(() => 0)) > 0;
    looks = isIdle ? looks + 1 : 0;
  }
  return true;
}
