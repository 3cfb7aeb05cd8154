/** How far a message got (送达状态). A later state implies the earlier ones. */
export const DELIVERY_STATES = ['queued', 'sent', 'delivered', 'read', 'acknowledged', 'failed'] as const;
export type DeliveryState = (typeof DELIVERY_STATES)[number];

/** What the receiving side says of a message. */
export type Arrival = 'delivered' | 'read' | 'acknowledged';

/** The unit's shared inbox, when nobody in particular is meant. */
export const WHOLE_UNIT = '0';

/** One addressee of a message. */
export interface Recipient {
  readonly unitId: string;
  /** `WHOLE_UNIT` for everybody who works for the unit. */
  readonly personId: string;
  /** What it is about, as `noun/id`. */
  readonly subject: string;
  /** Which time this is said: a revision, a step. The same (subject, kind, round, addressee) is never placed twice. */
  readonly round: number;
  /** Ids and counts for the text; no names, no numbers of telephones. */
  readonly facts?: Record<string, unknown>;
  /** How far it had got before it was placed: a unit may fetch what it is about before the message stands in its inbox. */
  readonly arrived?: Arrival | null;
}
