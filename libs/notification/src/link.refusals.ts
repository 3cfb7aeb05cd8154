import { Refusal } from '#platform';

/** The same words whether the token was made up, mistyped or signed by another server: nothing is to be learnt by trying. */
export class LinkForged extends Refusal {
  readonly code = 'link.forged';
  readonly kind = 'not-found';

  constructor() {
    super('This link was not made here, or was not copied whole.');
  }
}

export class LinkExpired extends Refusal {
  readonly code = 'link.expired';
  readonly kind = 'gone';
  override readonly facts: Record<string, unknown>;

  constructor(at: Date) {
    super(`This link could be used until ${at.toISOString()}.`);
    this.facts = { until: at.toISOString() };
  }
}

/** 联系方式已停用: whoever reads that telephone now is nobody's receiver any more. */
export class LinkOfEndedContact extends Refusal {
  readonly code = 'link.contact-ended';
  readonly kind = 'gone';

  constructor() {
    super('The contact that this link was sent to is no longer in use. Sign in instead.');
  }
}

export class LinkUsed extends Refusal {
  readonly code = 'link.used';
  readonly kind = 'conflict';
  override readonly facts: Record<string, unknown>;

  /** `by` is the person it was sent to; null: the unit itself. */
  constructor(at: Date, by: string | null, channel: string) {
    super(`This link was used at ${at.toISOString()}${by ? ` in the name of ${by}` : ''}. Nothing more needs to be done with it.`);
    this.facts = { at: at.toISOString(), by, channel };
  }
}
