import { DomainEvent, forCommand, WireName } from '#platform';

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

abstract class HandoverEvent extends DomainEvent {
  abstract readonly handoverId: string;

  get subject(): string {
    return `handover/${this.handoverId}`;
  }

  override get audience(): string[] {
    return [forCommand];
  }
}

/** 交班: one officer left his points to another. */
@WireName('duty.handed-over')
export class HandedOver extends HandoverEvent {
  constructor(
    readonly jurisdictionId: string,
    readonly handoverId: string,
    readonly givenTo: string,
    readonly points: number,
  ) {
    super();
  }
}

/** 接班: signed by the one it was given to. */
@WireName('duty.handover-taken')
export class HandoverTaken extends HandoverEvent {
  constructor(
    readonly jurisdictionId: string,
    readonly handoverId: string,
    readonly givenBy: string,
  ) {
    super();
  }
}

@WireName('duty.handover-withdrawn')
export class HandoverWithdrawn extends HandoverEvent {
  constructor(
    readonly jurisdictionId: string,
    readonly handoverId: string,
  ) {
    super();
  }
}
