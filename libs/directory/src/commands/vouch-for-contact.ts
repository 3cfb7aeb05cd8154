import { Command, type ICommandHandler } from '@nestjs/cqrs';
import { Handles, Store, type Actor } from '#platform';
import { ContactEntity } from '../contact.entity.js';
import { verify } from '../contact.js';
import { keptContact } from '../keepers.js';

/** 回拨核实: somebody rang the person back and heard that the address is right. His name stands for it. */
export class VouchForContact extends Command<void> {
  constructor(
    readonly actor: Actor,
    readonly contactId: string,
  ) {
    super();
  }
}

@Handles(VouchForContact)
export class VouchForContactHandler implements ICommandHandler<VouchForContact> {
  constructor(private readonly store: Store) {}

  async execute({ actor, contactId }: VouchForContact): Promise<void> {
    await this.store.change(ContactEntity, contactId, (contact, at) => verify(keptContact(contact, actor), 'call', actor.id, at));
  }
}
