import { DomainEvent, WireName } from '#platform';

/** Recurring duties fell due, and the units that carry them out were told. */
@WireName('duty.came-due')
export class DutiesCameDue extends DomainEvent {
  constructor(
    readonly jurisdictionId: string,
    readonly occurrences: number,
  ) {
    super();
  }

  get subject(): string {
    return `jurisdiction/${this.jurisdictionId}`;
  }
}
