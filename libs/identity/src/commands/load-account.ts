import { Command, type ICommandHandler } from '@nestjs/cqrs';
import { ChoiceList, currentAct, Handles, NotAllowed, Store, Text } from '#platform';
import { ROLES, type Role } from '../roles.js';
import { setPassword, type Account } from '../account.js';
import { AccountBook } from '../account-book.js';
import { grantRole } from '../granting.js';
import { AccountCreated, InvitationMade } from '../identity.events.js';
import { Invitations, type Invitation } from '../invitations.js';
import { refuseWeak } from '../password-rules.js';
import { Passwords } from '../passwords.js';
import { UserEntity } from '../user.entity.js';
import { NewAccount } from './create-account.js';

export class LoadedAccount extends NewAccount {
  @ChoiceList(ROLES, { name: 'Role' })
  roles!: Role[];

  @Text({ optional: true, max: 200, about: 'Absent: a one-time link is made instead' })
  password?: string;
}

/**
 * An account with its roles and a password or a link, in one transaction: for the operator's command line and the demo
 * district, where no administrator exists yet. It has no route, and refuses to run behind a request.
 */
export class LoadAccount extends Command<{ id: string; invitation: Invitation | null }> {
  constructor(
    readonly jurisdictionId: string,
    readonly input: LoadedAccount,
  ) {
    super();
  }
}

@Handles(LoadAccount)
export class LoadAccountHandler implements ICommandHandler<LoadAccount> {
  constructor(
    private readonly store: Store,
    private readonly book: AccountBook,
    private readonly passwords: Passwords,
    private readonly invitations: Invitations,
  ) {}

  async execute({ jurisdictionId, input }: LoadAccount): Promise<{ id: string; invitation: Invitation | null }> {
    const { actor, requestId } = currentAct();
    if (actor || requestId) throw new NotAllowed('Accounts are loaded from the command line of the server only.');
    if (input.password) refuseWeak('password', input.password, input.username.toLowerCase());
    const hash = input.password ? await this.passwords.hash(input.password) : null;
    return this.store.whole(async () => {
      const account = await this.book.open(jurisdictionId, { ...input, unitId: input.unitId ?? null, personId: input.personId ?? null });
      await this.store.append(new AccountCreated(jurisdictionId, account.id, account.unitId));
      await this.grantAll(account, input.roles);
      if (!hash) return { id: account.id, invitation: await this.invite(account) };
      await this.store.change(UserEntity, account.id, (row, at) => setPassword(row, hash, at));
      return { id: account.id, invitation: null };
    });
  }

  private async grantAll(account: Account, roles: readonly Role[]): Promise<void> {
    let held: readonly Role[] = [];
    for (const role of roles) {
      const { next, events } = grantRole(account, held, role, null);
      if (next !== held) await this.book.grant(account.id, role, null);
      await this.store.append(...events);
      held = next;
    }
  }

  private async invite(account: Account): Promise<Invitation> {
    const invitation = await this.invitations.make(account.id, null);
    await this.store.append(new InvitationMade(account.jurisdictionId, account.id, invitation.useBy.toISOString()));
    return invitation;
  }
}
