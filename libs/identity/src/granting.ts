import { decided, NotAllowed, unchanged, type Actor, type Decision } from '#platform';
import { holds, UNIT_ROLES, type Role } from './roles.js';
import type { Account } from './account.js';
import { RoleGranted, RoleRevoked } from './identity.events.js';
import { AdminRolesExclude, OwnAccountRefused, RoleNeedsUnit } from './identity.refusals.js';

/** 三员 (GB/T 22239-2019, 8.1.5): nobody holds two of them. The database refuses it as well (identity_grant_one_admin_role). */
export const ADMIN_ROLES: readonly Role[] = ['system-admin', 'security-admin', 'audit-admin'];
export const isAdmin = (role: Role): boolean => ADMIN_ROLES.includes(role);

/** `by` is null when the operator of the server grants from its command line: the first administrator has nobody above him. */
export function grantRole(account: Account, held: readonly Role[], role: Role, by: Actor | null): Decision<readonly Role[]> {
  mayGive(account, by);
  if (held.includes(role)) return unchanged(held);
  const other = held.find(isAdmin);
  if (isAdmin(role) && other) throw new AdminRolesExclude(role, other);
  if (UNIT_ROLES.includes(role) && account.unitId === null) throw new RoleNeedsUnit(role);
  return decided([...held, role], new RoleGranted(account.jurisdictionId, account.id, role));
}

export function revokeRole(account: Account, held: readonly Role[], role: Role, by: Actor): Decision<readonly Role[]> {
  mayGive(account, by);
  if (!held.includes(role)) return unchanged(held);
  const kept = held.filter((other) => other !== role);
  return decided(kept, new RoleRevoked(account.jurisdictionId, account.id, role));
}

/**
 * Whether `by` may open, close or hand over somebody's account. A link to set a password is the account itself: if the
 * system administrator could make one for the other administrators, their separation would be paper.
 */
export function mayManage(account: Account, held: readonly Role[], by: Actor): void {
  if (!holds(by, 'system-admin', 'security-admin')) throw new NotAllowed();
  if (account.id === by.id) throw new OwnAccountRefused();
  if (held.some(isAdmin) && !holds(by, 'security-admin')) throw new NotAllowed("Administrators' accounts are in the hands of the security administrator.");
}

function mayGive(account: Account, by: Actor | null): void {
  if (by === null) return;
  if (!holds(by, 'security-admin')) throw new NotAllowed();
  if (account.id === by.id) throw new OwnAccountRefused();
}
