import { Command, type ICommandHandler } from '@nestjs/cqrs';
import { validate as isUuid } from 'uuid';
import { Database, Handles, RecordNotFound, Store, type Actor } from '#platform';
import { AccountBook } from '../account-book.js';
import { mayManage } from '../granting.js';
import { SignedOut } from '../identity.events.js';

/** 结束会话: one browser is signed out; the others go on. */
export class EndSession extends Command<void> {
  constructor(
    readonly actor: Actor,
    readonly userId: string,
    readonly sessionId: string,
  ) {
    super();
  }
}

@Handles(EndSession)
export class EndSessionHandler implements ICommandHandler<EndSession> {
  constructor(
    private readonly store: Store,
    private readonly book: AccountBook,
    private readonly database: Database,
  ) {}

  execute({ actor, userId, sessionId }: EndSession): Promise<void> {
    return this.store.whole(async () => {
      if (!isUuid(sessionId)) throw new RecordNotFound('session', sessionId);
      const { account, held } = await this.book.lock(actor, userId);
      if (account.id !== actor.id) mayManage(account, held, actor);
      const ended = await this.database.query<{ id: string }>(
        'UPDATE identity_session SET ended_at = clock_now() WHERE id = $1::uuid AND user_id = $2 AND ended_at IS NULL RETURNING id',
        [sessionId, userId],
      );
      if (ended.length === 0) throw new RecordNotFound('session', sessionId);
      await this.store.append(new SignedOut(account.jurisdictionId, userId, 1));
    });
  }
}
