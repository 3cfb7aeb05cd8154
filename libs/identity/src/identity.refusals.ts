import { Refusal } from '#platform';
import { type Role } from './roles.js';

/** One answer for an unknown name, a wrong password, a locked and a closed account: it tells nobody which accounts exist. */
export class SignInRefused extends Refusal {
  readonly code = 'identity.sign-in-refused';
  readonly kind = 'unauthenticated';

  constructor() {
    super('User name or password is wrong, or this account may not sign in now.');
  }
}

/** Said only to somebody who gave the right password. */
export class AccountLocked extends Refusal {
  readonly code = 'identity.account-locked';
  readonly kind = 'too-many';
  override readonly facts: { until: string };

  constructor(until: Date) {
    super(`Too many wrong passwords came for this account. It opens again at ${until.toISOString()}.`);
    this.facts = { until: until.toISOString() };
  }
}

export class CurrentPasswordWrong extends Refusal {
  readonly code = 'identity.current-password-wrong';
  readonly kind = 'unprocessable';

  constructor() {
    super('The current password is not right.');
  }
}

export class UsernameTaken extends Refusal {
  readonly code = 'identity.username-taken';
  readonly kind = 'conflict';

  constructor(username: string) {
    super(`The user name ${username} is taken.`);
  }
}

export class AdminRolesExclude extends Refusal {
  readonly code = 'identity.admin-roles-exclude';
  readonly kind = 'conflict';

  constructor(role: Role, held: Role) {
    super(`This account is ${held}; nobody can be ${role} as well.`);
  }
}

export class RoleNeedsUnit extends Refusal {
  readonly code = 'identity.role-needs-unit';
  readonly kind = 'unprocessable';

  constructor(role: Role) {
    super(`The role ${role} answers for a unit; this account belongs to none.`);
  }
}

/** Rights, links and closing are done to others, never to oneself. */
export class OwnAccountRefused extends Refusal {
  readonly code = 'identity.own-account';
  readonly kind = 'forbidden';

  constructor() {
    super('Nobody does this to his own account. Ask another administrator.');
  }
}

export class AccountInactive extends Refusal {
  readonly code = 'identity.account-inactive';
  readonly kind = 'conflict';

  constructor() {
    super('This account is closed. Activate it first.');
  }
}

/** Unknown, used, withdrawn or too old: whoever holds the link learns only that it is worth nothing. */
export class InvitationNotValid extends Refusal {
  readonly code = 'identity.invitation-not-valid';
  readonly kind = 'gone';

  constructor() {
    super('This link is no longer valid. Ask an administrator for a new one.');
  }
}
