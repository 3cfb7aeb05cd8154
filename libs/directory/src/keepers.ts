import { RecordNotFound, type Actor } from '#platform';

interface Owned {
  readonly jurisdictionId: string;
}

/** Who keeps the contacts of the whole jurisdiction. Written as they are in identity, which comes later in the story. */
const KEEPERS: readonly string[] = ['system-admin', 'duty-officer'];

export const keepsAllContacts = ({ roles }: Pick<Actor, 'roles'>): boolean => roles.some((role) => KEEPERS.includes(role));

/** Who reads the contacts of the whole jurisdiction, without the addresses. */
const READERS: readonly string[] = ['approver', 'commander'];

export const seesAllContacts = (actor: Pick<Actor, 'roles'>): boolean => keepsAllContacts(actor) || actor.roles.some((role) => READERS.includes(role));

/** The administrator and the duty officer keep all contacts, a head those of his own unit. */
export const keepsContactsOf = (actor: Actor, unit: Owned & { readonly id: string }): boolean =>
  unit.jurisdictionId === actor.jurisdictionId && (keepsAllContacts(actor) || (actor.roles.includes('unit-head') && actor.unitId === unit.id));

/** To others the contact does not exist. */
export function keptContact<C extends Owned & { readonly id: string; readonly unitId: string }>(contact: C, actor: Actor): C {
  if (!keepsContactsOf(actor, { jurisdictionId: contact.jurisdictionId, id: contact.unitId })) throw new RecordNotFound('contact', contact.id);
  return contact;
}
