import { Command, type ICommandHandler } from '@nestjs/cqrs';
import { Choice, Handles, Store, type Actor } from '#platform';
import { ROLES, type Role } from '../roles.js';
import { AccountBook } from '../account-book.js';
import { grantRole } from '../granting.js';

export class NewGrant {
  @Choice(ROLES, { name: 'Role' })
  role!: Role;
}

/** 授权 by the security administrator; in force from the user's next request on. A role that is held already stays as it is. */
export class GrantRole extends Command<void> {
  constructor(
    readonly actor: Actor,
    readonly userId: string,
    readonly input: NewGrant,
  ) {
    super();
  }
}

@Handles(GrantRole)
export class GrantRoleHandler implements ICommandHandler<GrantRole> {
  constructor(
    private readonly store: Store,
    private readonly book: AccountBook,
  ) {}

  execute({ actor, userId, input: { role } }: GrantRole): Promise<void> {
    return this.store.whole(async () => {
      const { account, held } = await this.book.lock(actor, userId);
      const { events } = grantRole(account, held, role, actor);
      if (events.length === 0) return;
      await this.book.grant(userId, role, actor.id);
      await this.store.append(...events);
    });
  }
}
