import { DomainEvent, forCommand, forEveryone, WireName } from '#platform';
import type { Response, ResponseLevel } from './response.js';

abstract class ResponseEvent extends DomainEvent {
  readonly jurisdictionId: string;
  readonly responseId: string;
  readonly exercise: boolean;
  readonly revision: number;

  constructor(response: Response) {
    super();
    this.jurisdictionId = response.jurisdictionId;
    this.responseId = response.id;
    this.exercise = response.exercise;
    this.revision = response.revision;
  }

  get subject(): string {
    return `response/${this.responseId}`;
  }

  override get thread(): string {
    return this.responseId;
  }

  override get audience(): string[] {
    return [forCommand, forEveryone];
  }
}

/** 响应启动: the plan version is frozen into it; every obligation follows in the same transaction. */
@WireName('response.activated')
export class ResponseActivated extends ResponseEvent {
  readonly planVersionId: string;
  readonly level: ResponseLevel;
  readonly speed: number;
  readonly startsAt: string;

  constructor(
    response: Response,
    readonly previewHash: string,
  ) {
    super(response);
    this.planVersionId = response.planVersionId;
    this.level = response.level;
    this.speed = response.speed;
    this.startsAt = response.startsAt.toISOString();
  }
}

/** The level went up or down; only the difference is sent. */
@WireName('response.level-changed')
export class ResponseLevelChanged extends ResponseEvent {
  readonly planVersionId: string;
  readonly to: ResponseLevel;
  readonly speed: number;

  constructor(
    response: Response,
    readonly from: ResponseLevel,
    readonly previewHash: string,
  ) {
    super(response);
    this.planVersionId = response.planVersionId;
    this.to = response.level;
    this.speed = response.speed;
  }
}

@WireName('response.suspended')
export class ResponseSuspended extends ResponseEvent {}

@WireName('response.resumed')
export class ResponseResumed extends ResponseEvent {
  constructor(
    response: Response,
    /** How long the clocks stood still, milliseconds. */
    readonly stoodStillMs: number,
  ) {
    super(response);
  }
}

/** 响应解除: stand-down begins. */
@WireName('response.lifted')
export class ResponseLifted extends ResponseEvent {
  readonly revoked: boolean;
  readonly speed: number;

  constructor(response: Response) {
    super(response);
    this.revoked = response.revoked;
    this.speed = response.speed;
  }
}

/** Every unit has stood down or is excused. */
@WireName('response.closed')
export class ResponseClosed extends ResponseEvent {}
