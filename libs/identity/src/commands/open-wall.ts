import { Command, type ICommandHandler } from '@nestjs/cqrs';
import { Handles, Store } from '#platform';
import { WallOpened } from '../identity.events.js';
import { Sessions, type OpenedSession, type Presence } from '../sessions.js';

/** 改为大屏会话: the browser that asks gives up its own session for one that only looks at the wall and stays for weeks. */
export class OpenWall extends Command<OpenedSession> {
  constructor(
    readonly presence: Presence,
    readonly token: string,
    readonly userAgent: string | null,
  ) {
    super();
  }
}

@Handles(OpenWall)
export class OpenWallHandler implements ICommandHandler<OpenWall> {
  constructor(
    private readonly store: Store,
    private readonly sessions: Sessions,
  ) {}

  execute({ presence: { actor }, token, userAgent }: OpenWall): Promise<OpenedSession> {
    return this.store.whole(async () => {
      await this.sessions.end(token);
      const opened = await this.sessions.open(actor.id, userAgent, 'wall');
      await this.store.append(new WallOpened(actor.jurisdictionId, actor.id, opened.id));
      return opened;
    });
  }
}
