import { Command, type ICommandHandler } from '@nestjs/cqrs';
import { decided, Handles, Store, type Actor } from '#platform';
import { nextCodeAt } from '../contact-code.js';
import { ContactCodes } from '../contact-codes.js';
import { ContactEntity } from '../contact.entity.js';
import { ContactCodeAsked } from '../contact.events.js';
import { CodeTooSoon, ContactHasEnded, NoCodeByVoice } from '../contact.refusals.js';
import type { ContactChannel } from '../contact.js';
import { keptContact } from '../keepers.js';

/** A code that waits to be sent; whoever sends it asks `ContactCodes` for its digits. */
export interface AskedCode {
  readonly codeId: string;
  readonly unitId: string;
  readonly personId: string | null;
  readonly channel: ContactChannel;
  readonly validUntil: Date;
}

/** 核实码: makes six digits for the very address that is to be verified. Sending them is somebody else's work. */
export class AskContactCode extends Command<AskedCode> {
  constructor(
    readonly actor: Actor,
    readonly contactId: string,
  ) {
    super();
  }
}

@Handles(AskContactCode)
export class AskContactCodeHandler implements ICommandHandler<AskContactCode> {
  constructor(
    private readonly store: Store,
    private readonly codes: ContactCodes,
  ) {}

  execute({ actor, contactId }: AskContactCode): Promise<AskedCode> {
    return this.store.whole(async (at) => {
      // The lock on the contact lets one asker count at a time.
      const contact = await this.store.change(ContactEntity, contactId, (row) => decided(keptContact(row, actor)));
      if (!contact.active) throw new ContactHasEnded();
      if (contact.channel === 'landline') throw new NoCodeByVoice();
      const wait = nextCodeAt(await this.codes.history(contactId, actor.id), at);
      if (wait) throw new CodeTooSoon(wait);
      const { id, validUntil } = await this.codes.add(contactId, actor.id);
      await this.store.append(new ContactCodeAsked(contact, id));
      const { unitId, personId, channel } = contact;
      return { codeId: id, unitId, personId, channel, validUntil };
    });
  }
}
