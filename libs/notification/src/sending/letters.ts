import { Injectable } from '@nestjs/common';
import { ContactCodes } from '#directory';
import { Database } from '#platform';
import { AcknowledgementLink } from '../acknowledgement-link.js';
import { CONTACT_CODE } from '../contact-code.notice.js';
import type { GatewaySettings } from '../channels/channels-file.js';
import type { Letter } from '../gateways/gateway.js';
import { textOf, titleOf, type Part } from '../message.js';
import { wordsOf } from '../notice.js';
import { leaseSeconds, type Parcel } from './parcels.js';

/** A link in a message is good for so long. */
const LINK_HOURS = 48;

/** Before anything has left, what was answered meanwhile stays behind; later the message is the same in every try. */
const LEAVE_BEHIND = `
  UPDATE notification_delivery SET parcel_id = NULL
   WHERE parcel_id = $1 AND state = 'acknowledged' AND EXISTS (SELECT 1 FROM notification_parcel WHERE id = $1 AND lease = $2 AND left_at IS NULL)`;
const PARTS = `
  SELECT id AS "deliveryId", kind, coalesce(facts, '{}') AS facts, state <> 'acknowledged' AS open, unit_id AS "unitId" FROM notification_delivery WHERE parcel_id = $1 ORDER BY id`;
const ADDRESS = `SELECT address FROM directory_face_contacts($1) WHERE contact_id = $2`;
/** Whoever is to be verified is reached before he is. */
const CODE_ADDRESS = `SELECT address FROM directory_face_code_contacts($1) WHERE contact_id = $2`;
const UNIT = `SELECT short_name AS name FROM directory_face_units($1) WHERE unit_id = $2`;
/** From here on nobody knows whether it arrived, until somebody says so. */
const HOLD = `
  UPDATE notification_parcel SET uncertain = true, left_at = clock_now(), next_at = clock_now() + make_interval(secs => $3)
   WHERE id = $1 AND lease = $2 AND state = 'sending' RETURNING clock_now() AS at`;

export type Written = { readonly letter: Omit<Letter, 'at'> } | { readonly gone: 'withdrawn' | 'contact' };

/** Writes the message of a parcel, with the address and the words of now. */
@Injectable()
export class Letters {
  constructor(
    private readonly database: Database,
    private readonly link: AcknowledgementLink,
    private readonly codes: ContactCodes,
  ) {}

  async write({ id, jurisdictionId, contactId, key, lease, madeAt }: Parcel): Promise<Written> {
    await this.database.query(LEAVE_BEHIND, [id, lease]);
    const rows = await this.database.query<Omit<Part, 'link'> & { open: boolean; unitId: string }>(PARTS, [id]);
    // An order that everybody it speaks to has answered is not repeated.
    if (!rows.some((row) => row.open)) return { gone: 'withdrawn' };
    const address = rows.some((row) => row.kind === CONTACT_CODE) ? CODE_ADDRESS : ADDRESS;
    const [contact] = await this.database.query<{ address: string }>(address, [jurisdictionId, contactId]);
    if (!contact) return { gone: 'contact' };
    const [unit] = await this.database.query<{ name: string }>(UNIT, [jurisdictionId, rows[0]!.unitId]);
    const validUntil = new Date(madeAt.getTime() + LINK_HOURS * 3_600_000);
    const parts = await Promise.all(rows.map((row) => this.part(row, validUntil)));
    const facts = { number: id, unitName: unit?.name ?? '', parts };
    return { letter: { ...facts, key, address: contact.address, title: titleOf(facts, false), text: textOf(facts, false) } };
  }

  private async part({ deliveryId, kind, facts }: Omit<Part, 'link'>, validUntil: Date): Promise<Part> {
    if (kind === CONTACT_CODE) return { deliveryId, kind, facts: { code: await this.codes.digits(String(facts.codeId)) }, link: null };
    return { deliveryId, kind, facts, link: wordsOf(kind).asksAcknowledgement ? await this.link.addressOf(deliveryId, validUntil) : null };
  }

  /** Makes sure that the lease is still ours, lengthens it, and writes down that something may have left. Null: it is somebody else's now. */
  async hold({ id, lease }: Parcel, gateway: GatewaySettings): Promise<Date | null> {
    const [held] = await this.database.query<{ at: Date }>(HOLD, [id, lease, leaseSeconds(gateway)]);
    return held?.at ?? null;
  }
}

/** The same message, saying of itself that it may have arrived before. */
export const markedRepeated = (letter: Letter): Letter => ({ ...letter, title: titleOf(letter, true), text: textOf(letter, true) });
