import { Refusal, type FieldFault } from '#platform';

/** A refusal of one item's answer; `field` is where the form shows it. */
export abstract class ItemRefusal extends Refusal {
  abstract readonly field: string;
}

export class ItemWithdrawn extends ItemRefusal {
  readonly code = 'checklist.item-withdrawn';
  readonly kind = 'conflict';
  readonly field = 'answer';

  constructor() {
    super('This line was withdrawn by a change of level or by lifting; nothing is owed any more.');
  }
}

export class NotForAnswer extends ItemRefusal {
  readonly code = 'checklist.item-not-for-answer';
  readonly kind = 'conflict';
  readonly field = 'answer';

  constructor() {
    super('Your unit leads or supports this line; the responsible units answer it.');
  }
}

export class AlreadyAccepted extends ItemRefusal {
  readonly code = 'checklist.item-already-accepted';
  readonly kind = 'conflict';
  readonly field = 'answer';

  constructor() {
    super('This answer was accepted already.');
  }
}

/** Two devices on one checklist: the second to arrive had not seen what the first one said. */
export class AnsweredMeanwhile extends ItemRefusal {
  readonly code = 'checklist.answered-meanwhile';
  readonly kind = 'conflict';
  readonly field = 'answer';

  constructor() {
    super('Somebody has answered this line since the sender last looked. Look at that answer first.');
  }
}

export class EvidenceMissing extends ItemRefusal {
  readonly code = 'checklist.evidence-missing';
  readonly kind = 'unprocessable';
  readonly field = 'evidence';
  override readonly facts: Record<string, unknown>;

  constructor(kinds: readonly string[]) {
    super(`This line asks for more evidence: ${kinds.join(', ')}.`);
    this.facts = { missing: [...kinds] };
  }
}

export class ReasonMissing extends ItemRefusal {
  readonly code = 'checklist.reason-missing';
  readonly kind = 'unprocessable';
  readonly field = 'note';

  constructor() {
    super('Say why.');
  }
}

export class UntilMissing extends ItemRefusal {
  readonly code = 'checklist.until-missing';
  readonly kind = 'unprocessable';
  readonly field = 'untilAt';

  constructor() {
    super('Say until when it will be done.');
  }
}

export class UntilPassed extends ItemRefusal {
  readonly code = 'checklist.until-passed';
  readonly kind = 'unprocessable';
  readonly field = 'untilAt';

  constructor() {
    super('The time until when lies in the past.');
  }
}

export class NothingToReview extends ItemRefusal {
  readonly code = 'checklist.nothing-to-review';
  readonly kind = 'conflict';
  readonly field = 'verdict';
  override readonly facts: Record<string, unknown>;

  constructor(state: string) {
    super(`There is no answer waiting for review; the item is ${state}.`);
    this.facts = { state };
  }
}

/** 解除之后: what was answered can still be accepted, but a returned item would ask somebody to act who has to stop. */
export class NoLongerOwed extends ItemRefusal {
  readonly code = 'checklist.no-longer-owed';
  readonly kind = 'conflict';
  readonly field = 'verdict';

  constructor() {
    super('The warning was lifted, so nobody has to answer again. Accept the answer or leave it as it is.');
  }
}

/** Several items were sent together and some cannot be taken: nothing was kept, each fault names its item. */
export class AnswersRefused extends Refusal {
  readonly code = 'checklist.answers-refused';
  readonly kind = 'unprocessable';
  override readonly faults: FieldFault[];

  constructor(faults: FieldFault[]) {
    super(`${faults.length} of the items cannot be taken; none was kept.`);
    this.faults = faults;
  }
}
