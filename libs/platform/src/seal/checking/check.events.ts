import { forRole } from '../../actor.js';
import { DomainEvent, WireName } from '../../journal/event.js';
import type { CheckOutcome } from './standing.js';

abstract class JournalCheckEvent extends DomainEvent {
  abstract readonly checkId: string;

  get subject(): string {
    return `journal-check/${this.checkId}`;
  }

  override get audience(): string[] {
    return [forRole('audit-admin')];
  }
}

/** Somebody wants to know whether the journal is what was sealed. */
@WireName('platform.journal-check-asked')
export class JournalCheckAsked extends JournalCheckEvent {
  constructor(
    readonly jurisdictionId: string,
    readonly checkId: string,
  ) {
    super();
  }
}

/** The check that was asked for has come to its end. */
@WireName('platform.journal-check-finished')
export class JournalCheckFinished extends JournalCheckEvent {
  constructor(
    readonly jurisdictionId: string,
    readonly checkId: string,
    readonly outcome: CheckOutcome,
    readonly seals: number,
    readonly entries: number,
    /** The first bad row, when there is one. */
    readonly entryId: string | null,
  ) {
    super();
  }
}
