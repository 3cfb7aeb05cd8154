import { Refusal } from '#platform';

export class ResponseNotActive extends Refusal {
  readonly code = 'response.not-active';
  readonly kind = 'conflict';
  override readonly facts: Record<string, unknown>;

  constructor(id: string, state: string) {
    super(`Response ${id} is ${state}.`);
    this.facts = { state };
  }
}

export class ResponseAlreadyInForce extends Refusal {
  readonly code = 'response.already-in-force';
  readonly kind = 'conflict';

  constructor(number: string) {
    super(`The response to warning ${number} is in force. Adjust its level instead of issuing a second warning.`);
  }
}

export class NoPlanInForce extends Refusal {
  readonly code = 'response.no-plan-in-force';
  readonly kind = 'conflict';

  constructor() {
    super('No plan is in force in this jurisdiction. Publish a plan before a warning is issued.');
  }
}

export class LevelNotInPlan extends Refusal {
  readonly code = 'response.level-not-in-plan';
  readonly kind = 'unprocessable';

  constructor(level: string) {
    super(`The plan in force names no response level for a ${level} warning.`);
  }
}
