import { DomainEvent, forCommand, forRole, forUnit, WireName } from '#platform';
import type { Contact, ContactChannel, Proof } from './contact.js';

type Of = Pick<Contact, 'id' | 'jurisdictionId' | 'unitId' | 'personId' | 'channel'>;

/** What happens to a contact. Never its address: an entry of the journal can never be removed. */
abstract class ContactEvent extends DomainEvent {
  readonly jurisdictionId: string;
  readonly contactId: string;
  readonly unitId: string;
  readonly personId: string | null;
  readonly channel: ContactChannel;

  constructor(contact: Of) {
    super();
    this.jurisdictionId = contact.jurisdictionId;
    this.contactId = contact.id;
    this.unitId = contact.unitId;
    this.personId = contact.personId;
    this.channel = contact.channel;
  }

  get subject(): string {
    return `contact/${this.contactId}`;
  }

  override get audience(): string[] {
    return [forCommand, forRole('system-admin'), forUnit(this.unitId)];
  }
}

@WireName('directory.contact-registered')
export class ContactRegistered extends ContactEvent {}

@WireName('directory.contact-verified')
export class ContactVerified extends ContactEvent {
  constructor(
    contact: Of,
    readonly how: Proof,
  ) {
    super(contact);
  }
}

@WireName('directory.contact-ended')
export class ContactEnded extends ContactEvent {}

/** A code is to be sent to the contact itself; its digits stand nowhere (`ContactCodes`). */
@WireName('directory.contact-code-asked')
export class ContactCodeAsked extends ContactEvent {
  constructor(
    contact: Of,
    readonly codeId: string,
  ) {
    super(contact);
  }
}
