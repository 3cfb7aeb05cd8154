import { Command, type ICommandHandler } from '@nestjs/cqrs';
import { Choice, decided, Handles, Instant, Store, Text, type Actor } from '#platform';
import { WARNING_LEVELS, type WarningLevel } from '../level.js';
import { BASES, mayEdit, mayFollow, type Basis } from '../message.js';
import { MessageEntity } from '../message.entity.js';
import { WarningMessageMoved } from '../warning.events.js';
import { Warnings } from '../warnings.js';
import { columnsOf } from './message-input.js';

/** A draft is saved as it is typed: any part of it may be missing in one saving. */
export class MessageChange {
  @Choice(WARNING_LEVELS, { optional: true, name: 'WarningLevel' }) level?: WarningLevel;
  @Choice(BASES, { optional: true, name: 'Basis' }) basis?: Basis;
  @Text({ optional: true, max: 1000 }) reason?: string;
  @Text({ optional: true, nullable: true, max: 80 }) documentNumber?: string | null;
  @Instant({ optional: true, nullable: true }) warningEffectiveAt?: string | null;
  @Instant({ optional: true, nullable: true }) responseStartAt?: string | null;
  @Instant({ optional: true, nullable: true }) plannedEndAt?: string | null;
}

export class EditMessage extends Command<void> {
  constructor(
    readonly actor: Actor,
    readonly warningId: string,
    readonly input: MessageChange,
  ) {
    super();
  }
}

@Handles(EditMessage)
export class EditMessageHandler implements ICommandHandler<EditMessage> {
  constructor(
    private readonly store: Store,
    private readonly warnings: Warnings,
  ) {}

  async execute({ actor, warningId, input }: EditMessage): Promise<void> {
    await this.store.whole(async () => {
      const warning = await this.warnings.locked(actor, warningId);
      const { id } = await this.warnings.openMessage(warning);
      await this.store.change(MessageEntity, id, (message) => {
        mayEdit(message);
        const level = input.level && message.level ? input.level : message.level;
        if (level !== message.level) mayFollow(message.kind, warning.state, warning.level, level);
        const next = { ...message, ...columnsOf({ ...written(message), ...given(input) }), level };
        return decided(next, new WarningMessageMoved(warning.jurisdictionId, warningId, id, message.kind, 'edited'));
      });
    });
  }
}

const given = (input: MessageChange): Partial<MessageChange> => Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined));

const written = (message: MessageEntity) => ({
  basis: message.basis,
  reason: message.reason,
  documentNumber: message.documentNumber,
  warningEffectiveAt: message.warningEffectiveAt?.toISOString() ?? null,
  responseStartAt: message.responseStartAt?.toISOString() ?? null,
  plannedEndAt: message.plannedEndAt?.toISOString() ?? null,
});
