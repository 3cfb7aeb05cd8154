import { Command, type ICommandHandler } from '@nestjs/cqrs';
import { Handles, Store } from '#platform';
import { SignedOut } from '../identity.events.js';
import { Sessions } from '../sessions.js';

/** 退出. A session that is over already is no error. */
export class SignOut extends Command<void> {
  constructor(readonly token: string) {
    super();
  }
}

@Handles(SignOut)
export class SignOutHandler implements ICommandHandler<SignOut> {
  constructor(
    private readonly store: Store,
    private readonly sessions: Sessions,
  ) {}

  execute({ token }: SignOut): Promise<void> {
    return this.store.whole(async () => {
      const ended = await this.sessions.end(token);
      if (ended) await this.store.append(new SignedOut(ended.jurisdictionId, ended.userId, 1));
    });
  }
}
