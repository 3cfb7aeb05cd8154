import { Refusal } from '#platform';

/** Outside a response period a violation is logged only as routine 日常. */
export class NoResponseInForce extends Refusal {
  readonly code = 'inspection.no-response-in-force';
  readonly kind = 'conflict';
  override readonly faults = [{ field: 'routine', code: 'required', message: 'Mark it as routine: no response is in force.' }];

  constructor() {
    super('No response is in force now. Mark the violation as routine to log it.');
  }
}

export class PlaceMissing extends Refusal {
  readonly code = 'inspection.place-missing';
  readonly kind = 'unprocessable';
  override readonly faults = [{ field: 'place', code: 'required', message: 'Say where, in words or by coordinates.' }];

  constructor() {
    super('Say where it was found, in words or by coordinates.');
  }
}

export class MeasureUnknown extends Refusal {
  readonly code = 'inspection.measure-unknown';
  readonly kind = 'unprocessable';
  override readonly faults = [{ field: 'measureNo', code: 'unknown', message: 'The response in force has no such measure.' }];

  constructor(measureNo: string) {
    super(`The response in force has no measure ${measureNo}.`);
  }
}

export class SiteUnknown extends Refusal {
  readonly code = 'inspection.unit-unknown';
  readonly kind = 'unprocessable';
  override readonly faults = [{ field: 'unitId', code: 'unknown', message: 'No such unit or enterprise in this jurisdiction.' }];

  constructor() {
    super('The unit or enterprise is not in the directory.');
  }
}

export class ProblemNotThere extends Refusal {
  readonly code = 'inspection.problem-not-there';
  readonly kind = 'conflict';
  override readonly facts: Record<string, unknown>;

  constructor(state: string, wanted: string) {
    super(`A problem that is ${state} cannot be ${wanted}.`);
    this.facts = { state };
  }
}

/** The state would allow it; but the problem has moved since it was looked at. */
export class ProblemSeenOtherwise extends Refusal {
  readonly code = 'inspection.problem-seen-otherwise';
  readonly kind = 'conflict';
  override readonly facts: Record<string, unknown>;

  constructor(state: string) {
    super(`The problem has moved since it was looked at; it is ${state} now.`);
    this.facts = { state };
  }
}

export class RectificationUnexplained extends Refusal {
  readonly code = 'inspection.rectification-unexplained';
  readonly kind = 'unprocessable';
  override readonly faults = [{ field: 'note', code: this.code, message: 'Say what was done.' }];

  constructor() {
    super('A rectification says in words what was done.');
  }
}

export class ReopeningUnexplained extends Refusal {
  readonly code = 'inspection.reopening-unexplained';
  readonly kind = 'unprocessable';
  override readonly faults = [{ field: 'note', code: this.code, message: 'Say what is not put right.' }];

  constructor() {
    super('What goes back to the unit says in words what is not put right.');
  }
}

export class RecheckerRectified extends Refusal {
  readonly code = 'inspection.rechecker-rectified';
  readonly kind = 'forbidden';

  constructor() {
    super('Whoever rectified a problem does not re-check it.');
  }
}

export class CloserInvolved extends Refusal {
  readonly code = 'inspection.closer-involved';
  readonly kind = 'forbidden';

  constructor() {
    super('Nobody closes what he logged or rectified.');
  }
}
