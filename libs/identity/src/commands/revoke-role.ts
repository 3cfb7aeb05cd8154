import { Command, type ICommandHandler } from '@nestjs/cqrs';
import { Handles, Store, type Actor } from '#platform';
import { type Role } from '../roles.js';
import { AccountBook } from '../account-book.js';
import { revokeRole } from '../granting.js';

/** 收回授权. Sessions go on; the role is gone at the user's next request. */
export class RevokeRole extends Command<void> {
  constructor(
    readonly actor: Actor,
    readonly userId: string,
    readonly role: Role,
  ) {
    super();
  }
}

@Handles(RevokeRole)
export class RevokeRoleHandler implements ICommandHandler<RevokeRole> {
  constructor(
    private readonly store: Store,
    private readonly book: AccountBook,
  ) {}

  execute({ actor, userId, role }: RevokeRole): Promise<void> {
    return this.store.whole(async () => {
      const { account, held } = await this.book.lock(actor, userId);
      const { events } = revokeRole(account, held, role, actor);
      if (events.length === 0) return;
      await this.book.revoke(userId, role, actor.id);
      await this.store.append(...events);
    });
  }
}
