import { Refusal } from '#platform';
import type { WarningLevel } from './level.js';
import type { MessageKind, MessageState } from './message.js';
import type { WarningState } from './warning.js';

export class WarningNotOpen extends Refusal {
  readonly code = 'warning.not-open-for-this';
  readonly kind = 'conflict';
  override readonly facts: Record<string, unknown>;

  constructor(kind: MessageKind, state: WarningState) {
    super(`A warning that is ${state} cannot take a message to ${kind}.`);
    this.facts = { state, kind };
  }
}

export class LevelNotReachable extends Refusal {
  readonly code = 'warning.level-not-reachable';
  readonly kind = 'unprocessable';

  constructor(from: WarningLevel, to: WarningLevel) {
    super(`From ${from} to ${to} is no such step: raise goes up, lower goes down.`);
  }
}

export class MessageNotOpen extends Refusal {
  readonly code = 'warning.message-not-open';
  readonly kind = 'conflict';
  override readonly facts: Record<string, unknown>;

  constructor(state: MessageState, wanted: string) {
    super(`The message is ${state}; it cannot be ${wanted} now.`);
    this.facts = { state };
  }
}

/** Two officers at once: the second learns that the first has already signed. */
export class MessageAlreadyDecided extends Refusal {
  readonly code = 'warning.message-already-approved';
  readonly kind = 'conflict';

  constructor(at: Date) {
    super(`The message was approved at ${at.toISOString()}; there is nothing left to decide.`);
  }
}

export class ApproverIsDrafter extends Refusal {
  readonly code = 'warning.approver-is-drafter';
  readonly kind = 'forbidden';

  constructor() {
    super('Whoever drafted a message does not decide on it. Ask a second person.');
  }
}

export class PreviewNotSeen extends Refusal {
  readonly code = 'warning.preview-not-seen';
  readonly kind = 'unprocessable';
  override readonly faults = [{ field: 'previewHash', code: 'required', message: 'previewHash must be that of the preview you approve.' }];

  constructor() {
    super('Look at the preview first; the approval carries its hash.');
  }
}

export class OnlyApproversSign extends Refusal {
  readonly code = 'warning.only-approvers-sign';
  readonly kind = 'forbidden';

  constructor() {
    super('Only an approver signs. A duty officer may write down an approval by telephone.');
  }
}

export class ApproverUnknown extends Refusal {
  readonly code = 'warning.approver-unknown';
  readonly kind = 'unprocessable';
  override readonly faults = [{ field: 'telephone.approverId', code: 'unknown', message: 'approverId must be a person who may approve.' }];

  constructor() {
    super('The person named as approver may not approve.');
  }
}

export class NotCountersignable extends Refusal {
  readonly code = 'warning.not-countersignable';
  readonly kind = 'conflict';

  constructor() {
    super('Only the approver who spoke by telephone countersigns, and only that message.');
  }
}

export class OpenMessageExists extends Refusal {
  readonly code = 'warning.message-open-already';
  readonly kind = 'conflict';

  constructor() {
    super('Another message of this warning is still open. Approve, return or withdraw it first.');
  }
}

export class NoOpenMessage extends Refusal {
  readonly code = 'warning.no-open-message';
  readonly kind = 'conflict';

  constructor() {
    super('This warning has no open message.');
  }
}

export class SpeedOnlyInExercise extends Refusal {
  readonly code = 'warning.speed-only-in-exercise';
  readonly kind = 'unprocessable';
  override readonly faults = [{ field: 'speed', code: 'only-in-exercise', message: 'speed may differ from 1 only in an exercise.' }];

  constructor() {
    super('Time runs faster only in an exercise.');
  }
}

export class TimesOutOfOrder extends Refusal {
  readonly code = 'warning.times-out-of-order';
  readonly kind = 'unprocessable';
  override readonly faults = [{ field: 'plannedEndAt', code: 'before-start', message: 'plannedEndAt must be after responseStartAt.' }];

  constructor() {
    super('The planned end lies before the start.');
  }
}
