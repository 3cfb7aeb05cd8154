import { Command, type ICommandHandler } from '@nestjs/cqrs';
import { decided, Handles, Store, Text, type Actor } from '#platform';
import { countersign, sendBack, submit, withdraw, type Message } from '../message.js';
import { MessageEntity } from '../message.entity.js';
import { WarningEntity } from '../warning.entity.js';
import { WarningMessageMoved } from '../warning.events.js';
import { Warnings } from '../warnings.js';

export class ReturnReason {
  @Text({ max: 500, about: 'What has to change before it can be signed' })
  reason!: string;
}

type Move = 'submitted' | 'returned' | 'withdrawn' | 'countersigned';

/** Submits, returns, withdraws or countersigns the open message: steps by which nothing takes effect yet. */
export class MoveMessage extends Command<void> {
  constructor(
    readonly actor: Actor,
    readonly warningId: string,
    readonly move: Move,
    readonly input: Partial<ReturnReason> = {},
  ) {
    super();
  }
}

@Handles(MoveMessage)
export class MoveMessageHandler implements ICommandHandler<MoveMessage> {
  constructor(
    private readonly store: Store,
    private readonly warnings: Warnings,
  ) {}

  async execute({ actor, warningId, move, input }: MoveMessage): Promise<void> {
    await this.store.whole(async () => {
      const warning = await this.warnings.locked(actor, warningId);
      const { id, kind } = await this.warnings.openMessage(warning);
      await this.store.change(MessageEntity, id, (message, at) => {
        const next = moved(message, move, actor.id, input.reason ?? '', at);
        if (next === message) return { next, events: [] };
        return decided(next, new WarningMessageMoved(warning.jurisdictionId, warningId, id, kind, move));
      });
      if (move === 'withdrawn' && warning.state === 'drafted') {
        await this.store.change(WarningEntity, warningId, (row) => decided({ ...row, state: 'withdrawn' as const }));
      }
    });
  }
}

function moved<M extends Message>(message: M, move: Move, actorId: string, reason: string, at: Date): M {
  switch (move) {
    case 'submitted':
      return submit(message, at);
    case 'returned':
      return sendBack(message, actorId, reason, at);
    case 'withdrawn':
      return withdraw(message);
    case 'countersigned':
      return countersign(message, actorId, at);
  }
}
