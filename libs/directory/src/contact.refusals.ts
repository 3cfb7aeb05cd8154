import { Refusal } from '#platform';

export class ContactKnown extends Refusal {
  readonly code = 'contact.known';
  readonly kind = 'conflict';

  constructor() {
    super('This contact stands in the directory already.');
  }
}

export class ContactHasEnded extends Refusal {
  readonly code = 'contact.has-ended';
  readonly kind = 'conflict';

  constructor() {
    super('This contact is no longer in use. Register it again first.');
  }
}

/** A telephone on a desk reads no messages. */
export class NoCodeByVoice extends Refusal {
  readonly code = 'contact.no-code-by-voice';
  readonly kind = 'unprocessable';

  constructor() {
    super('No code can be sent to a landline. Ring it, and note that you did.');
  }
}

export class CodeTooSoon extends Refusal {
  readonly code = 'contact.code-too-soon';
  readonly kind = 'too-many';
  override readonly facts: Record<string, unknown>;

  constructor(until: Date) {
    super(`Codes are sent sparingly. The next one may be asked for at ${until.toISOString()}.`);
    this.facts = { until: until.toISOString() };
  }
}

export class CodeWrong extends Refusal {
  readonly code = 'contact.code-wrong';
  readonly kind = 'unprocessable';
  override readonly facts: Record<string, unknown>;
  override readonly faults = [{ field: 'code', code: 'contact.code-wrong', message: 'These are not the digits that were sent.' }];

  constructor(left: number) {
    super(`These are not the digits that were sent. ${left} tries are left.`);
    this.facts = { left };
  }
}

export class CodeSpent extends Refusal {
  readonly code = 'contact.code-spent';
  readonly kind = 'gone';

  constructor() {
    super('No code is waiting for this contact, or it was too long ago, or tried too often. Ask for a new one.');
  }
}
