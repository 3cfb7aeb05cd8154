import type { Rows } from '#platform';
import { Identity1795305602000 } from './migrations/1795305602000-identity.js';
import { IdentityRetention1795402220000 } from './migrations/1795402220000-retention.js';
import { IdentityHolders1795402221000 } from './migrations/1795402221000-holders.js';
import { IdentityStatistics1795406210000 } from './migrations/1795406210000-statistics.js';
import { IdentityWallSessions1795406240000 } from './migrations/1795406240000-wall-sessions.js';
import { UserEntity } from './user.entity.js';
import './retention.js';

export * from './commands/accept-invitation.js';
export * from './commands/change-password.js';
export * from './commands/create-account.js';
export * from './commands/end-session.js';
export * from './commands/end-sessions.js';
export * from './commands/expire-sessions.js';
export * from './commands/grant-role.js';
export * from './commands/invite-account.js';
export * from './commands/load-account.js';
export * from './commands/open-wall.js';
export * from './commands/revoke-role.js';
export * from './commands/set-account-active.js';
export * from './commands/sign-in.js';
export * from './commands/sign-out.js';
export { ADMIN_ROLES } from './granting.js';
export * from './identity.events.js';
export * from './identity.module.js';
export * from './identity.refusals.js';
export type { Invitation } from './invitations.js';
export * from './limits.js';
export * from './queries/accounts.js';
export * from './queries/approvers.js';
export * from './queries/me.js';
export * from './queries/open-sessions.js';
export * from './queries/silent-units.js';
export * from './roles.js';
export * from './sessions.js';

export const identityRows: Rows = {
  entities: [UserEntity],
  migrations: [Identity1795305602000, IdentityRetention1795402220000, IdentityHolders1795402221000, IdentityStatistics1795406210000, IdentityWallSessions1795406240000],
  // After a restore everybody signs in again: a session is a promise to a browser, and some were ended since the backup.
  notInBackups: ['identity_session'],
};
