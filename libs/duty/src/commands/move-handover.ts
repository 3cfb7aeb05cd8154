import { Command, type ICommandHandler } from '@nestjs/cqrs';
import { validate as isUuid } from 'uuid';
import { Handles, RecordNotFound, Store, type Actor } from '#platform';
import { HandoverEntity } from '../handover.entity.js';
import { take, withdraw } from '../handover.js';
import { Standings } from '../standings.js';

/** 接班签字, or 撤回 by the giver. */
export class MoveHandover extends Command<void> {
  constructor(
    readonly actor: Actor,
    readonly handoverId: string,
    readonly step: 'take' | 'withdraw',
  ) {
    super();
  }
}

@Handles(MoveHandover)
export class MoveHandoverHandler implements ICommandHandler<MoveHandover> {
  constructor(
    private readonly store: Store,
    private readonly standings: Standings,
  ) {}

  async execute({ actor, handoverId, step }: MoveHandover): Promise<void> {
    if (!isUuid(handoverId)) throw new RecordNotFound('handover', handoverId);
    await this.store.whole(async () => {
      const standing = await this.standings.now(actor.jurisdictionId);
      await this.store.change(HandoverEntity, handoverId, (handover, at) => {
        if (handover.jurisdictionId !== actor.jurisdictionId) throw new RecordNotFound('handover', handoverId);
        return step === 'take' ? take(handover, actor.id, standing, at) : withdraw(handover, actor.id, at);
      });
    });
  }
}
