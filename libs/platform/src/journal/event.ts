import type { Type } from '@nestjs/common';

/**
 * Something that happened, in plain JSON facts. It goes to the journal in the transaction that made it true.
 * No phone number, private name or coordinate: an entry can never be removed.
 */
export abstract class DomainEvent {
  abstract readonly jurisdictionId: string;
  /** The row it happened to, as `noun/id`. */
  abstract get subject(): string;
  /** The larger story it belongs to, a response for instance; null outside of one. */
  get thread(): string | null {
    return null;
  }
  /** Whose feed shows it. */
  get audience(): readonly string[] {
    return ['command'];
  }
}

export type EventClass<E extends DomainEvent = DomainEvent> = Type<E> & { readonly wireName: string };

const classes = new Map<string, EventClass>();

/** Gives an event its wire name: a literal that never changes once released. Two classes under one name stop the boot. */
export const WireName =
  (name: string) =>
  (target: Type<DomainEvent>): void => {
    if (classes.has(name)) throw new Error(`Two events share the wire name ${name}.`);
    Object.defineProperty(target, 'wireName', { value: name, enumerable: true });
    classes.set(name, target as EventClass);
  };

export function wireNameOf(event: DomainEvent): string {
  const name = (event.constructor as EventClass).wireName;
  if (!name) throw new Error(`${event.constructor.name} has no @WireName.`);
  return name;
}

/** Gives a stored entry its class back, so that reactions see the event as it was written. */
export function revive(wireName: string, data: object): DomainEvent {
  const type = classes.get(wireName);
  if (!type) throw new Error(`No event is known under the wire name ${wireName}.`);
  return Object.assign(Object.create(type.prototype as object) as DomainEvent, data);
}
