import { DomainEvent, forCommand, forRole, forUnit, WireName } from '#platform';
import type { ProblemState } from './problem.js';

/** 违法: found by an inspector. The place and the words stay in the violation; the trail carries ids only. */
@WireName('inspection.violation-logged')
export class ViolationLogged extends DomainEvent {
  constructor(
    readonly jurisdictionId: string,
    readonly violationId: string,
    readonly responseId: string | null,
    readonly unitId: string,
    readonly category: string,
    readonly measureNo: string | null,
    readonly photos: readonly string[],
  ) {
    super();
  }

  get subject(): string {
    return `violation/${this.violationId}`;
  }

  override get thread(): string | null {
    return this.responseId;
  }

  override get audience(): string[] {
    return [forCommand, forRole('inspector')];
  }
}

/** 交办, 整改, 回头看, 销号 or reopened: the problem moved one step in the ledger. */
@WireName('inspection.problem-moved')
export class ProblemMoved extends DomainEvent {
  constructor(
    readonly jurisdictionId: string,
    readonly problemId: string,
    readonly responseId: string | null,
    readonly state: ProblemState,
    readonly assignedUnitId: string | null,
  ) {
    super();
  }

  get subject(): string {
    return `violation/${this.problemId}`;
  }

  override get thread(): string | null {
    return this.responseId;
  }

  override get audience(): string[] {
    return [forCommand, forRole('inspector'), ...(this.assignedUnitId ? [forUnit(this.assignedUnitId)] : [])];
  }
}
