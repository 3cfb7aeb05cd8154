import { Refusal } from '#platform';
import type { HandoverState } from './handover.js';

export class ReceiverUnfit extends Refusal {
  readonly code = 'duty.receiver-unfit';
  readonly kind = 'unprocessable';

  constructor() {
    super('Duty is handed over to another duty officer whose account can sign in.');
  }
}

export class NotTheReceiver extends Refusal {
  readonly code = 'duty.not-the-receiver';
  readonly kind = 'forbidden';

  constructor() {
    super('Only the officer it was handed to signs a handover.');
  }
}

export class NotTheGiver extends Refusal {
  readonly code = 'duty.not-the-giver';
  readonly kind = 'forbidden';

  constructor() {
    super('Only the officer who handed over may take it back.');
  }
}

export class HandoverNotOpen extends Refusal {
  readonly code = 'duty.handover-not-open';
  readonly kind = 'conflict';
  override readonly facts: Record<string, unknown>;

  constructor(state: HandoverState) {
    super(`This handover is ${state} already.`);
    this.facts = { state };
  }
}

/** Whole or not at all: with a single fault nothing of a workbook is kept. */
export class RosterHasFaults extends Refusal {
  readonly code = 'duty.roster-has-faults';
  readonly kind = 'unprocessable';
  override readonly facts: Record<string, unknown>;

  constructor(faults: number) {
    super(`${faults} cell(s) of the workbook need correction; nothing of it was kept.`);
    this.facts = { faults };
  }
}
