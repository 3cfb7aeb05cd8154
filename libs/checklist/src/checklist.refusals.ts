import { Refusal } from '#platform';

/** Between looking and signing, units, groups or assignments changed: it is shown again, not sent. */
export class RosterChanged extends Refusal {
  readonly code = 'checklist.roster-changed';
  readonly kind = 'conflict';
  override readonly facts: Record<string, unknown>;

  constructor(previewHash: string) {
    super('Who receives what has changed since you looked. Look at the preview again, then sign.');
    this.facts = { previewHash };
  }
}

export class NobodyToOrder extends Refusal {
  readonly code = 'checklist.nobody-to-order';
  readonly kind = 'unprocessable';

  constructor(level: string) {
    super(`At response level ${level} the plan switches nothing on: no unit would receive a checklist.`);
  }
}

export class AlreadyStoodDown extends Refusal {
  readonly code = 'checklist.already-stood-down';
  readonly kind = 'conflict';

  constructor(at: Date) {
    super(`This unit stood down at ${at.toISOString()}.`);
  }
}

export class NotYetLifted extends Refusal {
  readonly code = 'checklist.not-yet-lifted';
  readonly kind = 'conflict';

  constructor() {
    super('The warning is still in force; standing down follows its lifting.');
  }
}

/** 谁落实谁不审: nobody accepts his own unit's answer. */
export class OwnAnswer extends Refusal {
  readonly code = 'checklist.own-answer';
  readonly kind = 'forbidden';

  constructor() {
    super('Nobody reviews the answer of his own unit. The command office reviews it.');
  }
}

export class NobodyToRemind extends Refusal {
  readonly code = 'checklist.nobody-to-remind';
  readonly kind = 'conflict';

  constructor() {
    super('None of these units owes anything just now.');
  }
}

/** The link came with an earlier order; signing for that one would say nothing of what is in force now. */
export class OrderSuperseded extends Refusal {
  readonly code = 'checklist.order-superseded';
  readonly kind = 'conflict';
  override readonly facts: Record<string, unknown>;

  constructor(revision: number, current: number, lifted: boolean) {
    super(`This link is for revision ${revision}; revision ${current} ${lifted ? 'lifts it' : 'has replaced it'}. Use the newer message, or sign in.`);
    this.facts = { revision, current, lifted };
  }
}

export class NothingToAcknowledge extends Refusal {
  readonly code = 'checklist.nothing-to-acknowledge';
  readonly kind = 'unprocessable';

  constructor() {
    super('The message that this link came with asks for no acknowledgement.');
  }
}
