import { Command, type ICommandHandler } from '@nestjs/cqrs';
import { Flag, Handles, Store, type Actor } from '#platform';
import { setActive } from '../account.js';
import { AccountBook } from '../account-book.js';
import { mayManage } from '../granting.js';
import { Invitations } from '../invitations.js';
import { Sessions } from '../sessions.js';
import { UserEntity } from '../user.entity.js';

export class AccountState {
  @Flag({ about: 'A closed account keeps its history and lets nobody in' })
  active!: boolean;
}

/** Closes an account, its sessions and its open link at once; or opens it again with the roles it had. */
export class SetAccountActive extends Command<void> {
  constructor(
    readonly actor: Actor,
    readonly userId: string,
    readonly input: AccountState,
  ) {
    super();
  }
}

@Handles(SetAccountActive)
export class SetAccountActiveHandler implements ICommandHandler<SetAccountActive> {
  constructor(
    private readonly store: Store,
    private readonly book: AccountBook,
    private readonly sessions: Sessions,
    private readonly invitations: Invitations,
  ) {}

  execute({ actor, userId, input: { active } }: SetAccountActive): Promise<void> {
    return this.store.whole(async () => {
      const { account, held } = await this.book.lock(actor, userId);
      mayManage(account, held, actor);
      await this.store.change(UserEntity, userId, (row) => setActive(row, active));
      if (active) return;
      await this.sessions.endAll(userId);
      await this.invitations.withdraw(userId);
    });
  }
}
