import { Query, type IQueryHandler } from '@nestjs/cqrs';
import { Answers, Choice, Database, decodeCursor, Flag, Id, Instant, Paging, pageOf, pageSize, Parts, Text, type Actor, type Page } from '#platform';
import { maskAddress } from '../address.js';
import { CONTACT_CHANNELS, PROOFS, type ContactChannel, type Proof } from '../contact.js';
import { keepsContactsOf, seesAllContacts } from '../keepers.js';

export const CONTACT_STATES = ['verified', 'unverified', 'ended'] as const;
export type ContactState = (typeof CONTACT_STATES)[number];

export class ContactsFilter extends Paging {
  @Id({ optional: true }) unitId?: string;
  @Id({ optional: true }) personId?: string;
  @Choice(CONTACT_CHANNELS, { optional: true, name: 'ContactChannel' }) channel?: ContactChannel;
  @Choice(CONTACT_STATES, { optional: true, name: 'ContactState', about: 'Absent: those in use, verified or not' }) state?: ContactState;
  @Text({ optional: true, max: 50, about: 'Part of the name of the person or the unit' }) search?: string;
}

export class ContactView {
  @Id() id!: string;
  @Id() unitId!: string;
  @Text() unitName!: string;
  @Id({ nullable: true }) personId!: string | null;
  @Text({ nullable: true, about: 'Null: the unit itself' }) personName!: string | null;
  @Choice(CONTACT_CHANNELS, { name: 'ContactChannel' }) channel!: ContactChannel;
  @Text({ about: 'Masked, except for those who keep it' }) address!: string;
  @Choice(CONTACT_STATES, { name: 'ContactState' }) state!: ContactState;
  @Instant({ nullable: true }) verifiedAt!: Date | null;
  @Choice(PROOFS, { nullable: true, name: 'Proof', about: 'code: it came back from there; call: somebody rang back' }) verifiedHow!: Proof | null;
  @Flag({ about: 'You may verify and end it' }) mine!: boolean;
}

export class ContactPage {
  @Parts(() => ContactView) items!: ContactView[];
  @Text({ nullable: true }) nextCursor!: string | null;
}

/** 联系方式. A head sees those of his own unit only. */
export class Contacts extends Query<Page<ContactView>> {
  constructor(
    readonly actor: Actor,
    readonly filter: ContactsFilter,
  ) {
    super();
  }
}

const SQL = `
  SELECT contact.id, contact.unit_id AS "unitId", unit.name AS "unitName", contact.person_id AS "personId", person.name AS "personName",
         contact.channel, contact.address, contact.verified_at AS "verifiedAt", contact.verified_how AS "verifiedHow",
         CASE WHEN NOT contact.active THEN 'ended' WHEN contact.verified_at IS NULL THEN 'unverified' ELSE 'verified' END AS state
    FROM directory_contact contact
    JOIN directory_unit unit ON unit.id = contact.unit_id
    LEFT JOIN directory_person person ON person.id = contact.person_id
   WHERE contact.jurisdiction_id = $1 AND contact.id > $2
     AND ($3::bigint IS NULL OR contact.unit_id = $3) AND ($4::bigint IS NULL OR contact.unit_id = $4) AND ($5::bigint IS NULL OR contact.person_id = $5)
     AND ($6::text IS NULL OR contact.channel = $6)
     AND CASE $7 WHEN 'ended' THEN NOT contact.active WHEN 'verified' THEN contact.active AND contact.verified_at IS NOT NULL
                 WHEN 'unverified' THEN contact.active AND contact.verified_at IS NULL ELSE contact.active END
     AND ($8::text IS NULL OR unit.name LIKE '%' || $8 || '%' OR unit.initials LIKE '%' || lower($8) || '%' OR person.name LIKE '%' || $8 || '%')
   ORDER BY contact.id LIMIT $9`;

@Answers(Contacts)
export class ContactsHandler implements IQueryHandler<Contacts> {
  constructor(private readonly database: Database) {}

  async execute({ actor, filter }: Contacts): Promise<Page<ContactView>> {
    const [after] = decodeCursor(filter.cursor, 1) ?? ['0'];
    const onlyUnit = seesAllContacts(actor) ? null : (actor.unitId ?? '0');
    const values = [actor.jurisdictionId, after, onlyUnit, filter.unitId ?? null, filter.personId ?? null, filter.channel ?? null, filter.state ?? 'any'];
    const rows = await this.database.query<ContactView>(SQL, [...values, filter.search ?? null, pageSize(filter) + 1]);
    return pageOf(rows.map((row) => shown(row, actor)), filter, (row) => [row.id]);
  }
}

function shown(row: ContactView, actor: Actor): ContactView {
  const mine = keepsContactsOf(actor, { jurisdictionId: actor.jurisdictionId, id: row.unitId });
  return { ...row, mine, address: mine ? row.address : maskAddress(row.channel, row.address) };
}
