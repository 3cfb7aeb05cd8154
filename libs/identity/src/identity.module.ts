import { Module } from '@nestjs/common';
import { AccountBook } from './account-book.js';
import { AcceptInvitationHandler } from './commands/accept-invitation.js';
import { ChangePasswordHandler } from './commands/change-password.js';
import { CreateAccountHandler } from './commands/create-account.js';
import { EndSessionHandler } from './commands/end-session.js';
import { EndSessionsHandler } from './commands/end-sessions.js';
import { ExpireSessionsHandler } from './commands/expire-sessions.js';
import { GrantRoleHandler } from './commands/grant-role.js';
import { InviteAccountHandler } from './commands/invite-account.js';
import { LoadAccountHandler } from './commands/load-account.js';
import { OpenWallHandler } from './commands/open-wall.js';
import { RevokeRoleHandler } from './commands/revoke-role.js';
import { SetAccountActiveHandler } from './commands/set-account-active.js';
import { SignInHandler } from './commands/sign-in.js';
import { SignOutHandler } from './commands/sign-out.js';
import { Invitations } from './invitations.js';
import { Passwords } from './passwords.js';
import { AccountsHandler } from './queries/accounts.js';
import { ApproversHandler } from './queries/approvers.js';
import { MeHandler } from './queries/me.js';
import { OpenSessionsHandler } from './queries/open-sessions.js';
import { SilentUnitsHandler } from './queries/silent-units.js';
import { Sessions } from './sessions.js';

@Module({
  providers: [
    AccountBook,
    Invitations,
    Passwords,
    Sessions,
    SignInHandler,
    OpenWallHandler,
    SignOutHandler,
    EndSessionHandler,
    EndSessionsHandler,
    ExpireSessionsHandler,
    CreateAccountHandler,
    LoadAccountHandler,
    GrantRoleHandler,
    RevokeRoleHandler,
    InviteAccountHandler,
    AcceptInvitationHandler,
    ChangePasswordHandler,
    SetAccountActiveHandler,
    AccountsHandler,
    ApproversHandler,
    MeHandler,
    OpenSessionsHandler,
    SilentUnitsHandler,
  ],
  exports: [Sessions],
})
export class IdentityModule {}
