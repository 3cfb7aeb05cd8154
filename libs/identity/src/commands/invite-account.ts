import { Command, type ICommandHandler } from '@nestjs/cqrs';
import { Handles, Store, type Actor } from '#platform';
import { AccountBook } from '../account-book.js';
import { mayManage } from '../granting.js';
import { InvitationMade } from '../identity.events.js';
import { AccountInactive } from '../identity.refusals.js';
import { Invitations, type Invitation } from '../invitations.js';

/** Makes a link that sets this account's password once, valid for a day. An earlier link is withdrawn; an earlier password holds until then. */
export class InviteAccount extends Command<Invitation> {
  constructor(
    readonly actor: Actor,
    readonly userId: string,
  ) {
    super();
  }
}

@Handles(InviteAccount)
export class InviteAccountHandler implements ICommandHandler<InviteAccount> {
  constructor(
    private readonly store: Store,
    private readonly book: AccountBook,
    private readonly invitations: Invitations,
  ) {}

  execute({ actor, userId }: InviteAccount): Promise<Invitation> {
    return this.store.whole(async () => {
      const { account, held } = await this.book.lock(actor, userId);
      mayManage(account, held, actor);
      if (!account.active) throw new AccountInactive();
      const invitation = await this.invitations.make(userId, actor.id);
      await this.store.append(new InvitationMade(account.jurisdictionId, userId, invitation.useBy.toISOString()));
      return invitation;
    });
  }
}
