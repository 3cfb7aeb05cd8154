import { DomainEvent, forRole, WireName } from '#platform';
import { type Role } from './roles.js';

/** Who came, went and may do what. Ids only: no name and no user name, because entries can never be removed. */
abstract class IdentityEvent extends DomainEvent {
  constructor(
    readonly jurisdictionId: string,
    readonly userId: string,
  ) {
    super();
  }

  get subject(): string {
    return `user/${this.userId}`;
  }

  override get audience(): string[] {
    return [forRole('security-admin'), forRole('audit-admin')];
  }
}

@WireName('identity.signed-in')
export class SignedIn extends IdentityEvent {
  constructor(
    jurisdictionId: string,
    userId: string,
    readonly sessionId: string,
  ) {
    super(jurisdictionId, userId);
  }
}

/** A session that only looks at the wall took the place of the one that asked for it. */
@WireName('identity.wall-opened')
export class WallOpened extends IdentityEvent {
  constructor(
    jurisdictionId: string,
    userId: string,
    readonly sessionId: string,
  ) {
    super(jurisdictionId, userId);
  }
}

/** A wrong password for an account that exists. Attempts on names that do not exist belong to nobody and are not kept. */
@WireName('identity.sign-in-failed')
export class SignInFailed extends IdentityEvent {}

@WireName('identity.locked')
export class AccountWasLocked extends IdentityEvent {
  constructor(
    jurisdictionId: string,
    userId: string,
    readonly until: string,
  ) {
    super(jurisdictionId, userId);
  }
}

/** Sessions were ended by somebody: one by its owner, or several at once. Sessions that merely expire say nothing. */
@WireName('identity.signed-out')
export class SignedOut extends IdentityEvent {
  constructor(
    jurisdictionId: string,
    userId: string,
    readonly sessions: number,
  ) {
    super(jurisdictionId, userId);
  }
}

@WireName('identity.account-created')
export class AccountCreated extends IdentityEvent {
  constructor(
    jurisdictionId: string,
    userId: string,
    readonly unitId: string | null,
  ) {
    super(jurisdictionId, userId);
  }
}

@WireName('identity.role-granted')
export class RoleGranted extends IdentityEvent {
  constructor(
    jurisdictionId: string,
    userId: string,
    readonly role: Role,
  ) {
    super(jurisdictionId, userId);
  }
}

@WireName('identity.role-revoked')
export class RoleRevoked extends IdentityEvent {
  constructor(
    jurisdictionId: string,
    userId: string,
    readonly role: Role,
  ) {
    super(jurisdictionId, userId);
  }
}

/** Somebody holds a link that sets this account's password. Links made earlier are worth nothing from now on. */
@WireName('identity.invitation-made')
export class InvitationMade extends IdentityEvent {
  constructor(
    jurisdictionId: string,
    userId: string,
    readonly useBy: string,
  ) {
    super(jurisdictionId, userId);
  }
}

@WireName('identity.password-set')
export class PasswordSet extends IdentityEvent {}

@WireName('identity.account-activated')
export class AccountActivated extends IdentityEvent {}

@WireName('identity.account-deactivated')
export class AccountDeactivated extends IdentityEvent {}
