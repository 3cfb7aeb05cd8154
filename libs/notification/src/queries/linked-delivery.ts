import { Query, type IQueryHandler } from '@nestjs/cqrs';
import { Answers, Database } from '#platform';
import { AcknowledgementLink } from '../acknowledgement-link.js';
import { LinkExpired, LinkForged, LinkOfEndedContact } from '../link.refusals.js';

/** The message that a one-time link came with: whoever shows the link stands in for its receiver. */
export interface LinkedMessage {
  readonly deliveryId: string;
  readonly jurisdictionId: string;
  readonly kind: string;
  readonly subject: string;
  readonly round: number;
  readonly unitId: string;
  readonly personId: string;
  /** Null: it went to the unit itself. */
  readonly personName: string | null;
  readonly channel: string;
  /** 0: the inbox. */
  readonly contactId: string;
  readonly validUntil: Date;
}

/**
 * Refused when the link was not made here, or is too old. Whether it was used before, `LinkUse` tells. `clientKey` is that of the device which
 * asks: when it has used the link in time and only its answer was lost, the link is not too old for saying so once more.
 */
export class LinkedDelivery extends Query<LinkedMessage> {
  constructor(
    readonly token: string,
    readonly clientKey: string | null = null,
  ) {
    super();
  }
}

const SQL = `
  SELECT d.id AS "deliveryId", d.jurisdiction_id AS "jurisdictionId", d.kind, d.subject, d.round, d.unit_id AS "unitId", d.person_id AS "personId",
         person.name AS "personName", d.channel, d.contact_id AS "contactId", clock_now() AS now,
         d.contact_id = 0 OR contact.contact_id IS NOT NULL AS "isReached", used.delivery_id IS NOT NULL AS "isRepeat"
    FROM notification_delivery d
    LEFT JOIN notification_link_use used ON used.delivery_id = d.id AND used.client_key = $2
    LEFT JOIN LATERAL directory_face_people(d.jurisdiction_id) person ON person.person_id = d.person_id
    LEFT JOIN LATERAL directory_face_contacts(d.jurisdiction_id) contact ON contact.contact_id = d.contact_id
   WHERE d.id = $1`;

@Answers(LinkedDelivery)
export class LinkedDeliveryHandler implements IQueryHandler<LinkedDelivery> {
  constructor(
    private readonly links: AcknowledgementLink,
    private readonly database: Database,
  ) {}

  async execute({ token, clientKey }: LinkedDelivery): Promise<LinkedMessage> {
    const claim = await this.links.read(token);
    if (!claim) throw new LinkForged();
    const [row] = await this.database.query<Omit<LinkedMessage, 'validUntil'> & { now: Date; isReached: boolean; isRepeat: boolean }>(SQL, [claim.deliveryId, clientKey]);
    if (!row) throw new LinkForged();
    const { now, isReached, isRepeat, ...message } = row;
    if (isRepeat) return { ...message, validUntil: claim.validUntil };
    if (claim.validUntil <= now) throw new LinkExpired(claim.validUntil);
    if (!isReached) throw new LinkOfEndedContact();
    return { ...message, validUntil: claim.validUntil };
  }
}
