import type { Problem } from './api/problem';

/** What did not reach the server, or could not be done just now, is tried again so often; what the server refuses it refuses again. */
const TIMES = 2;
const LONGEST_MS = 30_000;
let quietUntil = 0;

/** The server is full, or this page asks for too much: what reads by itself waits as long as the server said. */
export function noteRefusal({ retryAfter }: Problem): void {
  if (retryAfter !== null) quietUntil = Math.max(quietUntil, performance.now() + Math.min(retryAfter * 1_000, LONGEST_MS));
}

/** Milliseconds until lists may be read again by themselves. */
export const quietFor = (): number => Math.max(0, quietUntil - performance.now());

/** For every query: whether it is tried again, and when. Waits are spread, so that a thousand pages do not come back together. */
export const again = {
  retry: (times: number, problem: Problem): boolean => (problem.status === 0 || problem.status >= 500 || problem.retryAfter !== null) && times < TIMES,
  retryDelay: (times: number, problem: Problem): number =>
    problem.retryAfter === null ? Math.min(1_000 * 2 ** times, LONGEST_MS) : Math.min(problem.retryAfter * 1_000, LONGEST_MS) * (1 + Math.random() / 2),
};
