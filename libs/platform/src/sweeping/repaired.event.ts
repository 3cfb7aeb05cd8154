import { forRole } from '../actor.js';
import { DomainEvent, WireName } from '../journal/event.js';

/** What belongs to the installation and to no jurisdiction: a leader, a process. */
export const INSTALLATION = '00000000-0000-0000-0000-000000000000';

/** The sweeper found something that the ordinary way had forgotten, and put it right: one entry per kind, block and jurisdiction, more where one would grow too long. */
@WireName('platform.repaired')
export class RepairMade extends DomainEvent {
  constructor(
    readonly jurisdictionId: string,
    /** Name of the sweep. */
    readonly sweep: string,
    readonly because: string,
    readonly repaired: number,
    /** Each of them by name: whoever asks a year later what was mended has no other witness. */
    readonly subjects: readonly string[],
  ) {
    super();
  }

  get subject(): string {
    return `sweep/${this.sweep}`;
  }

  override get audience(): string[] {
    return [forRole('system-admin')];
  }
}
