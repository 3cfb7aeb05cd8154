import { decided, unchanged, type Decision } from '#platform';
import { ContactEnded, ContactVerified } from './contact.events.js';
import { ContactHasEnded } from './contact.refusals.js';

/** By which way somebody is reached outside the product (联系方式). */
export const CONTACT_CHANNELS = ['mobile', 'email', 'landline', 'webhook', 'wecom', 'dingtalk', 'feishu'] as const;
export type ContactChannel = (typeof CONTACT_CHANNELS)[number];

/** What shows that an address is right (核实): the code that was sent there came back, or an officer rang back. */
export const PROOFS = ['code', 'call'] as const;
export type Proof = (typeof PROOFS)[number];

export interface Contact {
  readonly id: string;
  readonly jurisdictionId: string;
  readonly unitId: string;
  /** Null: the contact of the unit itself, such as a duty telephone. */
  readonly personId: string | null;
  readonly channel: ContactChannel;
  readonly address: string;
  readonly verifiedAt: Date | null;
  readonly verifiedHow: Proof | null;
  readonly verifiedBy: string | null;
  readonly active: boolean;
  readonly version: number;
}

/** Who says so stands beside it: a contact nobody vouched for gets no order. */
export function verify<C extends Contact>(contact: C, how: Proof, by: string, at: Date): Decision<C> {
  if (!contact.active) throw new ContactHasEnded();
  if (contact.verifiedAt) return unchanged(contact);
  return decided({ ...contact, verifiedAt: at, verifiedHow: how, verifiedBy: by }, new ContactVerified(contact, how));
}

/** 停用: nothing is sent there from now on. The row stays, for the deliveries that name it. */
export function end<C extends Contact>(contact: C): Decision<C> {
  if (!contact.active) return unchanged(contact);
  return decided({ ...contact, active: false }, new ContactEnded(contact));
}
