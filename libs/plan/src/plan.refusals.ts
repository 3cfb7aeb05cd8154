import { Refusal, type FieldFault } from '#platform';

/** The file is not a plan of format qingkong.plan/1; every fault names the measure, the field and the rule. */
export class PlanFileRefused extends Refusal {
  readonly code = 'plan.file-refused';
  readonly kind = 'invalid';
  override readonly faults: FieldFault[];

  constructor(faults: FieldFault[]) {
    super(`The plan file needs ${faults.length} correction(s), first of all: ${faults[0]?.message ?? 'it is empty.'}`);
    this.faults = faults;
  }
}

export class NothingReadFromDocument extends Refusal {
  readonly code = 'plan.nothing-read';
  readonly kind = 'unprocessable';

  constructor(sourceName: string) {
    super(`No task was recognised in ${sourceName}. It needs a task table, or tasks that are numbered or end with their units in brackets.`);
  }
}

export class PlanNotReady extends Refusal {
  readonly code = 'plan.not-ready';
  readonly kind = 'unprocessable';
  override readonly faults: FieldFault[];

  constructor(faults: FieldFault[]) {
    super(`The plan cannot be published yet: ${faults.length} thing(s) are missing.`);
    this.faults = faults;
  }
}

/** 有漏洞: nothing is missing, and yet somebody will not be reached or asked in time. Published only by whoever says why. */
export class PlanHasHoles extends Refusal {
  readonly code = 'plan.has-holes';
  readonly kind = 'unprocessable';
  override readonly faults: FieldFault[];

  constructor(holes: readonly FieldFault[]) {
    super(`A dry run found ${holes.length} hole(s) in the plan. Mend them, or give a reason for publishing with them.`);
    this.faults = [{ field: 'reason', code: 'required', message: 'A reason is needed.' }, ...holes.map(({ field, code, message }) => ({ field, code, message }))];
  }
}

/** Four eyes: whoever brought the plan in may not be the one who puts it in force. */
export class PublisherIsImporter extends Refusal {
  readonly code = 'plan.publisher-is-importer';
  readonly kind = 'forbidden';

  constructor() {
    super('You imported this plan, so somebody else has to publish it.');
  }
}

/** What is published stands as it was published; a change is a new plan. */
export class PlanNoLongerDraft extends Refusal {
  readonly code = 'plan.no-longer-draft';
  readonly kind = 'conflict';
  override readonly facts: { state: string };

  constructor(state: string) {
    super(`This plan is ${state} and can no longer be changed. Import the corrected document as a new plan.`);
    this.facts = { state };
  }
}

export class AnswerDoesNotSettle extends Refusal {
  readonly code = 'plan.answer-does-not-settle';
  readonly kind = 'unprocessable';
  override readonly faults: FieldFault[];

  constructor(faults: FieldFault[]) {
    super(faults[0]?.message ?? 'The answer does not settle the question.');
    this.faults = faults;
  }
}

/** Only emergency measures are switched on by a warning, so only they have levels and lines. */
export class MeasureNotEmergency extends Refusal {
  readonly code = 'plan.measure-not-emergency';
  readonly kind = 'unprocessable';

  constructor(no: string) {
    super(`Measure ${no} is not of the emergency phase; it has no levels and no lines.`);
  }
}
