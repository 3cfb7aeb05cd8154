import { Command, type ICommandHandler } from '@nestjs/cqrs';
import { Choice, Database, decided, Handles, Id, InputRefused, RecordNotFound, Store, Text, type Actor } from '#platform';
import { fitsChannel, tidyAddress } from '../address.js';
import { ContactEntity } from '../contact.entity.js';
import { ContactRegistered } from '../contact.events.js';
import { CONTACT_CHANNELS, type ContactChannel } from '../contact.js';
import { ContactKnown } from '../contact.refusals.js';
import { keepsContactsOf } from '../keepers.js';
import { PersonEntity } from '../person.entity.js';
import { UnitEntity } from '../unit.entity.js';

export class NewContact {
  @Id()
  unitId!: string;

  @Id({ optional: true, nullable: true, about: 'Absent: the contact of the unit itself, a duty telephone or a group robot' })
  personId?: string | null;

  @Choice(CONTACT_CHANNELS, { name: 'ContactChannel' })
  channel!: ContactChannel;

  @Text({ max: 500, about: 'Mainland mobile number, landline with area code, e-mail, https address, or key of a group robot' })
  address!: string;
}

/** 登记联系方式. It is used only once it is verified. What had ended begins anew, unverified. */
export class RegisterContact extends Command<{ id: string }> {
  constructor(
    readonly actor: Actor,
    readonly input: NewContact,
  ) {
    super();
  }
}

const KNOWN = `SELECT id, active FROM directory_contact WHERE unit_id = $1 AND person_id IS NOT DISTINCT FROM $2 AND channel = $3 AND address = $4`;

@Handles(RegisterContact)
export class RegisterContactHandler implements ICommandHandler<RegisterContact> {
  constructor(
    private readonly store: Store,
    private readonly database: Database,
  ) {}

  async execute({ actor, input }: RegisterContact): Promise<{ id: string }> {
    const { jurisdictionId } = actor;
    const { unitId, channel, personId = null } = input;
    const address = tidyAddress(channel, input.address);
    if (!fitsChannel(channel, address)) throw new InputRefused([{ field: 'address', code: `contact.no-${channel}`, message: `This is no address of the channel ${channel}.` }]);
    return this.store.whole(async () => {
      const unit = await this.store.find(UnitEntity, { id: unitId, jurisdictionId });
      if (!unit || !keepsContactsOf(actor, unit)) throw new RecordNotFound('unit', unitId);
      if (personId && !(await this.store.find(PersonEntity, { id: personId, unitId, active: true }))) throw new RecordNotFound('person', personId);
      const [known] = await this.database.query<{ id: string; active: boolean }>(KNOWN, [unitId, personId, channel, address]);
      if (known?.active) throw new ContactKnown();
      if (known) return { id: (await this.begunAnew(known.id)).id };
      const row = { jurisdictionId, unitId, personId, channel, address, verifiedAt: null, verifiedHow: null, verifiedBy: null, active: true, version: 1 };
      const { id } = await this.store.add(ContactEntity, row, (contact) => [new ContactRegistered(contact)]);
      return { id };
    });
  }

  private begunAnew(id: string): Promise<ContactEntity> {
    const unproven = { active: true, verifiedAt: null, verifiedHow: null, verifiedBy: null };
    return this.store.change(ContactEntity, id, (contact) => decided({ ...contact, ...unproven }, new ContactRegistered(contact)));
  }
}
