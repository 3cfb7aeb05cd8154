import { decided, unchanged, type Decision } from '#platform';
import { noFailures, type Account } from './account.js';
import { AccountWasLocked, SignInFailed } from './identity.events.js';
import { LOCKOUT } from './limits.js';

/** `locked` is said only to somebody who gave the right password. */
export type Verdict = 'right' | 'wrong' | 'locked';
export type Judgement = Decision<Account> & { readonly verdict: Verdict };

const MINUTE = 60_000;
const isLocked = ({ lockedUntil }: Account, at: Date): boolean => lockedUntil !== null && lockedUntil > at;

/**
 * Judges one password that was given for an account. `fits` says whether it was the right one.
 * A locked account tells the owner so, but only until a few more wrong ones came: else the lock itself would answer
 * whoever goes on guessing. From then on nothing is counted and nothing is written either, so guessing cannot fill the journal.
 */
export function judge(account: Account, fits: boolean, at: Date): Judgement {
  const right = fits && account.active;
  if (!isLocked(account, at)) return right ? { verdict: 'right', ...decided({ ...account, ...noFailures }) } : { verdict: 'wrong', ...failed(account, at) };
  if (account.failedAttempts >= LOCKOUT.failures + LOCKOUT.answers) return { verdict: 'wrong', ...unchanged(account) };
  if (right) return { verdict: 'locked', ...unchanged(account) };
  const failedAttempts = account.failedAttempts + 1;
  return { verdict: 'wrong', ...decided({ ...account, failedAttempts, lastFailedAt: at }, new SignInFailed(account.jurisdictionId, account.id)) };
}

/** A failure on an account that is not locked. The count begins anew after a pause, and after a lock has ended. */
function failed(account: Account, at: Date): Decision<Account> {
  const goesOn = account.lockedUntil === null && account.lastFailedAt !== null && at.getTime() - account.lastFailedAt.getTime() < LOCKOUT.pauseMinutes * MINUTE;
  const failedAttempts = goesOn ? account.failedAttempts + 1 : 1;
  const happened = new SignInFailed(account.jurisdictionId, account.id);
  if (failedAttempts < LOCKOUT.failures) return decided({ ...account, failedAttempts, lastFailedAt: at, lockedUntil: null }, happened);
  const lockedUntil = new Date(at.getTime() + LOCKOUT.lockMinutes * MINUTE);
  return decided({ ...account, failedAttempts, lastFailedAt: at, lockedUntil }, happened, new AccountWasLocked(account.jurisdictionId, account.id, lockedUntil.toISOString()));
}
