import type { AccountView, Role } from '../../../core/api';
import { has, me } from '../../../core/session';
import type { Mark } from '../../../core/ui/marks';

export const ROLES: readonly Role[] = ['duty-officer', 'approver', 'commander', 'unit-head', 'unit', 'enterprise', 'inspector', 'system-admin', 'security-admin', 'audit-admin'];
const ADMINS: readonly Role[] = ['system-admin', 'security-admin', 'audit-admin'];

/** The one word for whether somebody can use the account now. */
export function stateOf({ active, ready, invited, lockedUntil }: AccountView): { mark: Mark; word: string } {
  if (!active) return { mark: 'off', word: 'closed' };
  if (lockedUntil) return { mark: 'late', word: 'locked' };
  if (ready) return { mark: 'good', word: 'ready' };
  return invited ? { mark: 'busy', word: 'invited' } : { mark: 'idle', word: 'noPassword' };
}

/** What I may do with it. Nobody manages his own account; those of administrators are in the hands of the security administrator. */
export function mayDo(account: AccountView): { state: boolean; invite: boolean; roles: boolean; sessions: boolean } {
  const isOwn = account.id === me.value?.id;
  const isAdmins = account.roles.some((role) => ADMINS.includes(role));
  const manages = !isOwn && (has('security-admin') || !isAdmins);
  return {
    state: manages && has('system-admin', 'security-admin'),
    invite: manages && account.active && has('system-admin', 'security-admin'),
    roles: !isOwn && has('security-admin'),
    sessions: !isOwn && has('security-admin'),
  };
}

const BROWSERS: readonly [RegExp, string][] = [[/MicroMessenger|wxwork/i, 'WeCom'], [/DingTalk/i, 'DingTalk'], [/Edg\//, 'Edge'], [/Firefox\//, 'Firefox'], [/Chrome\//, 'Chrome'], [/Safari\//, 'Safari']];
const SYSTEMS: readonly [RegExp, string][] = [[/Android/, 'Android'], [/iPhone|iPad/, 'iOS'], [/Windows/, 'Windows'], [/Mac OS/, 'macOS'], [/Linux/, 'Linux']];

/** Browser and system, as far as the browser says; empty when it says nothing known. */
export const deviceOf = (agent: string | null): string => [BROWSERS, SYSTEMS].map((known) => known.find(([sign]) => sign.test(agent ?? ''))?.[1]).filter(Boolean).join(' · ');
