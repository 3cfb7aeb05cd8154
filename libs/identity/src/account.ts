import { decided, unchanged, type Decision } from '#platform';
import { AccountActivated, AccountDeactivated, PasswordSet } from './identity.events.js';

/** 用户: a person's account. What it may do is the sum of its open grants. */
export interface Account {
  readonly id: string;
  readonly jurisdictionId: string;
  /** Lower case, unique in the installation: a sign-in names nothing else. */
  readonly username: string;
  readonly name: string;
  readonly unitId: string | null;
  readonly personId: string | null;
  readonly active: boolean;
  /** Argon2id, in PHC form; null until the invitation is accepted. */
  readonly passwordHash: string | null;
  readonly passwordSetAt: Date | null;
  readonly failedAttempts: number;
  readonly lastFailedAt: Date | null;
  readonly lockedUntil: Date | null;
  readonly version: number;
}

/** Letters, digits and . _ - of ASCII only: names that merely look alike cannot exist. */
export const USERNAME = /^[A-Za-z0-9][A-Za-z0-9._-]{2,31}$/;
export const foldUsername = (username: string): string => username.normalize('NFKC').trim().toLowerCase();

export const noFailures = { failedAttempts: 0, lastFailedAt: null, lockedUntil: null } as const;

/** A new password forgives earlier failures: whoever could set it has proved who he is. */
export const setPassword = (account: Account, passwordHash: string, at: Date): Decision<Account> =>
  decided({ ...account, ...noFailures, passwordHash, passwordSetAt: at }, new PasswordSet(account.jurisdictionId, account.id));

export function setActive(account: Account, active: boolean): Decision<Account> {
  if (account.active === active) return unchanged(account);
  const Happened = active ? AccountActivated : AccountDeactivated;
  return decided({ ...account, active }, new Happened(account.jurisdictionId, account.id));
}
