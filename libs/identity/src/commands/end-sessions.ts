import { Command, type ICommandHandler } from '@nestjs/cqrs';
import { Handles, Store, type Actor } from '#platform';
import { AccountBook } from '../account-book.js';
import { mayManage } from '../granting.js';
import { SignedOut } from '../identity.events.js';
import { Sessions } from '../sessions.js';

/** Ends every session of a user: his own, or somebody else's by an administrator. Returns how many were open. */
export class EndSessions extends Command<{ ended: number }> {
  constructor(
    readonly actor: Actor,
    readonly userId: string,
  ) {
    super();
  }
}

@Handles(EndSessions)
export class EndSessionsHandler implements ICommandHandler<EndSessions> {
  constructor(
    private readonly store: Store,
    private readonly book: AccountBook,
    private readonly sessions: Sessions,
  ) {}

  execute({ actor, userId }: EndSessions): Promise<{ ended: number }> {
    return this.store.whole(async () => {
      const { account, held } = await this.book.lock(actor, userId);
      if (account.id !== actor.id) mayManage(account, held, actor);
      const ended = await this.sessions.endAll(userId);
      if (ended > 0) await this.store.append(new SignedOut(account.jurisdictionId, userId, ended));
      return { ended };
    });
  }
}
