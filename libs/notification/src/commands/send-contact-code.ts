import { Command, CommandBus, type ICommandHandler } from '@nestjs/cqrs';
import { AskContactCode, type AskedCode } from '#directory';
import { Database, Handles, Instant, Store, type Actor } from '#platform';
import { ChannelRegistry } from '../channels/channel-registry.js';
import { ChannelNotServed } from '../notification.refusals.js';

export class CodeSent {
  @Instant() validUntil!: Date;
}

/** 发送核实码: to the very contact that is to be verified, by whichever gateway serves its channel. Asked for and queued, or neither. */
export class SendContactCode extends Command<CodeSent> {
  constructor(
    readonly actor: Actor,
    readonly contactId: string,
  ) {
    super();
  }
}

const QUEUE = `
  INSERT INTO notification_delivery (jurisdiction_id, kind, exercise, channel, gateway, contact_id, state, unit_id, person_id, subject, round, facts)
  VALUES ($1, 'contact.code', false, $2, $3, $4, 'queued', $5, $6, $7, $8, $9)`;

@Handles(SendContactCode)
export class SendContactCodeHandler implements ICommandHandler<SendContactCode> {
  constructor(
    private readonly store: Store,
    private readonly database: Database,
    private readonly commands: CommandBus,
    private readonly channels: ChannelRegistry,
  ) {}

  execute({ actor, contactId }: SendContactCode): Promise<CodeSent> {
    return this.store.whole(async () => {
      const asked: AskedCode = await this.commands.execute(new AskContactCode(actor, contactId));
      const { codeId, channel, unitId, personId, validUntil } = asked;
      const way = this.channels.wayTo(channel);
      if (!way) throw new ChannelNotServed(channel);
      const values = [actor.jurisdictionId, way.channel, way.gateway, contactId, unitId, personId ?? '0', `contact/${contactId}`, codeId, { codeId }];
      await this.database.query(QUEUE, values);
      return { validUntil };
    });
  }
}
