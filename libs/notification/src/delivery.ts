/** How far a message got (送达状态). A later state implies the earlier ones. */
export const DELIVERY_STATES = ['queued', 'sent', 'delivered', 'read', 'acknowledged', 'failed'] as const;
export type DeliveryState = (typeof DELIVERY_STATES)[number];

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
}
