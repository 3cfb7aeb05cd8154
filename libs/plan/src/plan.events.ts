import { DomainEvent, WireName } from '#platform';

/** What happens to a plan is for the command centre; units hear of it when a response switches measures on. */
abstract class PlanEvent extends DomainEvent {
  abstract readonly planId: string;

  get subject(): string {
    return `plan/${this.planId}`;
  }
}

/** A document or plan file was read into a draft. Nothing is in force by that. */
@WireName('plan.imported')
export class PlanImported extends PlanEvent {
  constructor(
    readonly jurisdictionId: string,
    readonly planId: string,
    readonly sourceSha256: string,
    readonly measures: number,
    readonly questions: number,
  ) {
    super();
  }
}

/** Questions were answered, one or many in one act; the answers stand in their rows. */
@WireName('plan.question-answered')
export class PlanQuestionAnswered extends PlanEvent {
  constructor(
    readonly jurisdictionId: string,
    readonly planId: string,
    readonly questions: number[],
    readonly how: string,
  ) {
    super();
  }
}

/** Levels and lines of an emergency measure were written. */
@WireName('plan.measure-completed')
export class PlanMeasureCompleted extends PlanEvent {
  constructor(
    readonly jurisdictionId: string,
    readonly planId: string,
    readonly measureNo: string,
    readonly lines: number,
  ) {
    super();
  }
}

/** Fields of a measure were written anew in the editor. */
@WireName('plan.measure-edited')
export class PlanMeasureEdited extends PlanEvent {
  constructor(
    readonly jurisdictionId: string,
    readonly planId: string,
    readonly measureNo: string,
    readonly fields: string[],
  ) {
    super();
  }
}

/** The join of warning and response levels, the clocks, or the plan above were set anew. */
@WireName('plan.terms-changed')
export class PlanTermsChanged extends PlanEvent {
  constructor(
    readonly jurisdictionId: string,
    readonly planId: string,
    readonly terms: 'levels' | 'clocks' | 'parent',
  ) {
    super();
  }
}

/** A version is in force from this moment; the former one, if any, is retired. Responses that run keep theirs. */
@WireName('plan.published')
export class PlanPublished extends PlanEvent {
  constructor(
    readonly jurisdictionId: string,
    readonly planId: string,
    readonly versionId: string,
    readonly ordinal: number,
    readonly retiredPlanId: string | null,
    /** Holes that a dry run found, and why it was published with them; none and null otherwise. */
    readonly holes = 0,
    readonly reason: string | null = null,
  ) {
    super();
  }
}

/** 请求登记单位: the system administrator is asked for units that a draft names. */
@WireName('plan.units-requested')
export class PlanUnitsRequested extends PlanEvent {
  constructor(
    readonly jurisdictionId: string,
    readonly planId: string,
    readonly units: number,
  ) {
    super();
  }
}

/** 撤销导入: the draft is taken back as if it had never been read; it stays on record. */
@WireName('plan.import-undone')
export class PlanImportUndone extends PlanEvent {
  constructor(
    readonly jurisdictionId: string,
    readonly planId: string,
  ) {
    super();
  }
}
