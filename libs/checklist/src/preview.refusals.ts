import { Refusal } from '#platform';

export class NothingToPreview extends Refusal {
  readonly code = 'checklist.nothing-to-preview';
  readonly kind = 'conflict';

  constructor() {
    super('The open message changes no level, so it switches nothing on or off.');
  }
}

export class PlanSaysNothing extends Refusal {
  readonly code = 'checklist.plan-says-nothing';
  readonly kind = 'unprocessable';

  constructor(level: string) {
    super(`No plan is in force that says what a ${level} warning switches on. Publish one first.`);
  }
}
