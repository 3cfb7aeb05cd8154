import { Command, type ICommandHandler } from '@nestjs/cqrs';
import { Handles, Store, type Actor } from '#platform';
import { ContactEntity } from '../contact.entity.js';
import { end } from '../contact.js';
import { keptContact } from '../keepers.js';

export class EndContact extends Command<void> {
  constructor(
    readonly actor: Actor,
    readonly contactId: string,
  ) {
    super();
  }
}

@Handles(EndContact)
export class EndContactHandler implements ICommandHandler<EndContact> {
  constructor(private readonly store: Store) {}

  async execute({ actor, contactId }: EndContact): Promise<void> {
    await this.store.change(ContactEntity, contactId, (contact) => end(keptContact(contact, actor)));
  }
}
