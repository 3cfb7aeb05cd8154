import { Command, type ICommandHandler } from '@nestjs/cqrs';
import { v7 as uuid } from 'uuid';
import { Choice, Handles, Store, type Actor } from '#platform';
import { rankOf, WARNING_LEVELS, type WarningLevel } from '../level.js';
import { isOpen, mayFollow, type MessageKind } from '../message.js';
import { MessageEntity } from '../message.entity.js';
import { WarningMessageMoved } from '../warning.events.js';
import { LevelNotReachable, OpenMessageExists } from '../warning.refusals.js';
import { Warnings } from '../warnings.js';
import { columnsOf, MessageInput, undecided } from './message-input.js';

/** 调整级别: up or down follows from where the warning stands. */
export class Adjustment extends MessageInput {
  @Choice(WARNING_LEVELS, { name: 'WarningLevel' })
  level!: WarningLevel;
}

/** Opens the next message of a warning in force: adjust, suspend, resume, lift or revoke. It takes effect when approved. */
export class OpenMessage extends Command<{ messageId: string }> {
  constructor(
    readonly actor: Actor,
    readonly warningId: string,
    readonly kind: 'adjust' | Exclude<MessageKind, 'issue' | 'raise' | 'lower'>,
    readonly input: MessageInput & { level?: WarningLevel },
  ) {
    super();
  }
}

@Handles(OpenMessage)
export class OpenMessageHandler implements ICommandHandler<OpenMessage> {
  constructor(
    private readonly store: Store,
    private readonly warnings: Warnings,
  ) {}

  execute({ actor, warningId, kind, input }: OpenMessage): Promise<{ messageId: string }> {
    return this.store.whole(async () => {
      const warning = await this.warnings.locked(actor, warningId);
      const latest = await this.warnings.openMessage(warning);
      if (isOpen(latest)) throw new OpenMessageExists();
      const level = input.level ?? null;
      const meant = kind === 'adjust' ? direction(warning.level, level!) : kind;
      mayFollow(meant, warning.state, warning.level, level);
      const place = { id: uuid(), jurisdictionId: warning.jurisdictionId, warningId, ordinal: latest.ordinal + 1 };
      const message = { ...undecided, ...columnsOf(input), ...place, kind: meant, state: 'draft' as const, level, draftedBy: actor.id };
      await this.store.add(MessageEntity, message, () => [new WarningMessageMoved(warning.jurisdictionId, warningId, message.id, meant, 'drafted')]);
      return { messageId: message.id };
    });
  }
}

function direction(from: WarningLevel | null, to: WarningLevel): 'raise' | 'lower' {
  if (from === to) throw new LevelNotReachable(from, to);
  return from !== null && rankOf(to) < rankOf(from) ? 'lower' : 'raise';
}
