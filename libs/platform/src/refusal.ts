/** How a refusal is meant; the door turns it into an HTTP status, the core never says 409. */
export type RefusalKind =
  | 'invalid'
  | 'unauthenticated'
  | 'forbidden'
  | 'not-found'
  | 'conflict'
  | 'gone'
  | 'too-large'
  | 'unprocessable'
  | 'too-many'
  | 'unavailable';

/** One wrong field of the input, addressed as in the request body (`lines.0.text`). */
export interface FieldFault {
  field: string;
  code: string;
  message: string;
}

/**
 * A command that should not have been sent: the fact that refuses it, under a stable code.
 * A negative outcome that the city must remember is an event, not a refusal.
 */
export abstract class Refusal extends Error {
  abstract readonly code: string;
  abstract readonly kind: RefusalKind;
  /** Faults of single fields, for the form that sent them. */
  readonly faults: FieldFault[] = [];
  /** Facts that help the reader to act, e.g. the current state; never personal data. */
  readonly facts: Record<string, unknown> = {};

  override get name(): string {
    return this.constructor.name;
  }
}

/** The input itself is wrong; every fault is named at its field. */
export class InputRefused extends Refusal {
  readonly code = 'input.invalid';
  readonly kind = 'invalid';
  override readonly faults: FieldFault[];

  constructor(faults: FieldFault[], summary?: string) {
    super(summary ?? `${faults.length} field(s) need correction: ${faults.map((fault) => fault.field).join(', ')}.`);
    this.faults = faults;
  }
}

export class RecordNotFound extends Refusal {
  readonly code = 'record.not-found';
  readonly kind = 'not-found';

  constructor(noun: string, id: string) {
    super(`There is no ${noun} ${id} that you may see.`);
  }
}

/** Somebody else changed the row between your reading and your writing. */
export class RecordChangedMeanwhile extends Refusal {
  readonly code = 'record.changed-meanwhile';
  readonly kind = 'conflict';

  constructor(noun: string, id: string) {
    super(`${noun} ${id} was changed by somebody else meanwhile. Reload it and try again.`);
  }
}

export class NotAllowed extends Refusal {
  readonly code = 'access.forbidden';
  readonly kind = 'forbidden';

  constructor(what = 'Your role does not include this.') {
    super(what);
  }
}
