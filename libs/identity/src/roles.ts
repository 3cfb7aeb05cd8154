import { forCommand, forEveryone, forRole, forUnit, type Actor } from '#platform';

/** The ten roles (岗位). The last three are the separate administrators 三员 and exclude each other in the database. */
export const ROLES = [
  'duty-officer',
  'approver',
  'commander',
  'unit-head',
  'unit',
  'enterprise',
  'inspector',
  'system-admin',
  'security-admin',
  'audit-admin',
] as const;

export type Role = (typeof ROLES)[number];

/** Roles of the command centre (指挥部): they see the whole jurisdiction. */
export const COMMAND_ROLES: readonly Role[] = ['duty-officer', 'approver', 'commander'];
/** Roles that answer for one unit and see only what is theirs. */
export const UNIT_ROLES: readonly Role[] = ['unit-head', 'unit', 'enterprise'];

export const holds = (actor: Actor, ...roles: readonly Role[]): boolean => roles.some((role) => actor.roles.includes(role));
export const inCommand = (actor: Actor): boolean => holds(actor, ...COMMAND_ROLES);

/** The words of the feed that this actor may hear. */
export function hears(actor: Actor): string[] {
  const words = [forEveryone, ...actor.roles.map(forRole)];
  if (inCommand(actor)) words.push(forCommand);
  if (actor.unitId) words.push(forUnit(actor.unitId));
  return words;
}
