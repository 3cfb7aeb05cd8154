import { Command, QueryBus, type ICommandHandler } from '@nestjs/cqrs';
import { LinkedDelivery, LinkUse, LinkUsed, type LinkedMessage } from '#notification';
import { actingAs, currentAct, Database, failpoint, Handles, Store, Text } from '#platform';
import { acknowledge, linkedList } from '../checklist.js';
import { ChecklistEntity } from '../checklist.entity.js';
import { checklistOf } from '../queries/checklist-by-link.js';

export class LinkKey {
  @Text({ optional: true, min: 8, max: 100, about: 'Made up by the device and sent again with a repeated request: a lost answer is then no scare' })
  clientKey?: string;
}

/** 免登签收: whoever holds the link acknowledges for the unit it was sent to, once. The trail names the message, not a user. */
export class AcknowledgeByLink extends Command<void> {
  constructor(
    readonly token: string,
    readonly input: LinkKey,
  ) {
    super();
  }
}

@Handles(AcknowledgeByLink)
export class AcknowledgeByLinkHandler implements ICommandHandler<AcknowledgeByLink> {
  constructor(
    private readonly store: Store,
    private readonly database: Database,
    private readonly queries: QueryBus,
    private readonly uses: LinkUse,
  ) {}

  async execute({ token, input }: AcknowledgeByLink): Promise<void> {
    const message = await this.queries.execute(new LinkedDelivery(token, input.clientKey));
    const checklistId = checklistOf(message);
    // Somebody else may be signed in on this telephone; it is the link that speaks.
    await actingAs({ ...currentAct(), actor: null }, () => this.store.whole(() => this.acknowledge(checklistId, message, input.clientKey ?? null)));
    await failpoint('answer.committed');
  }

  /** The lock on the checklist lets one request look and use the link at a time. */
  private async acknowledge(checklistId: string, message: LinkedMessage, clientKey: string | null): Promise<void> {
    await this.database.query('SELECT 1 FROM checklist_checklist WHERE id = $1 FOR UPDATE', [checklistId]);
    const use = await this.uses.of(message);
    if (use && clientKey !== null && use.clientKey === clientKey) return;
    if (use) throw new LinkUsed(use.at, message.personName, message.channel);
    const { deliveryId, personId, channel, contactId } = message;
    let usedAt: Date | null = null;
    await this.store.change(ChecklistEntity, checklistId, (list, at) => {
      const decision = acknowledge(linkedList(list, message), at, { deliveryId, personId, channel, contactId });
      if (decision.events.length > 0) usedAt = at;
      return decision;
    });
    if (usedAt) await this.uses.add(message, clientKey, usedAt);
  }
}
