import { Command, type ICommandHandler } from '@nestjs/cqrs';
import { decided, Handles, Instant, Store, type Actor } from '#platform';
import { nextCodeAt } from '../contact-code.js';
import { ContactCodes } from '../contact-codes.js';
import { ContactEntity } from '../contact.entity.js';
import { ContactCodeAsked } from '../contact.events.js';
import { CodeTooSoon, ContactHasEnded, NoCodeByVoice } from '../contact.refusals.js';
import { keptContact } from '../keepers.js';

export class CodeSent {
  @Instant() validUntil!: Date;
}

/** 发送核实码: six digits go to the very address that is to be verified. */
export class AskContactCode extends Command<CodeSent> {
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

  execute({ actor, contactId }: AskContactCode): Promise<CodeSent> {
    return this.store.whole(async (at) => {
      // The lock on the contact lets one asker count at a time.
      const contact = await this.store.change(ContactEntity, contactId, (row) => decided(keptContact(row, actor)));
      if (!contact.active) throw new ContactHasEnded();
      if (contact.channel === 'landline') throw new NoCodeByVoice();
      const wait = nextCodeAt(await this.codes.history(contactId, actor.id), at);
      if (wait) throw new CodeTooSoon(wait);
      const { id, validUntil } = await this.codes.add(contactId, actor.id);
      await this.store.append(new ContactCodeAsked(contact, id));
      return { validUntil };
    });
  }
}
