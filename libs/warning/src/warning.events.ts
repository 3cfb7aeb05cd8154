import { DomainEvent, forEveryone, forCommand, WireName } from '#platform';
import type { WarningLevel } from './level.js';
import type { MessageKind } from './message.js';

abstract class WarningEvent extends DomainEvent {
  abstract readonly warningId: string;

  get subject(): string {
    return `warning/${this.warningId}`;
  }

  /** The story of a response begins with its warning. */
  override get thread(): string {
    return this.warningId;
  }
}

/** What every signed message tells those who act on it. */
export interface Signed {
  readonly jurisdictionId: string;
  readonly warningId: string;
  readonly messageId: string;
  readonly exercise: boolean;
}

abstract class SignedEvent extends WarningEvent {
  override get audience(): string[] {
    return [forCommand, forEveryone];
  }
}

/** 发布 (from: null) or 升级: a second person has signed; the response follows in the same transaction. */
@WireName('warning.level-raised')
export class WarningLevelRaised extends SignedEvent implements Signed {
  constructor(
    readonly jurisdictionId: string,
    readonly warningId: string,
    readonly messageId: string,
    readonly exercise: boolean,
    readonly from: WarningLevel | null,
    readonly to: WarningLevel,
    readonly number: string,
    readonly speed: number,
    readonly previewHash: string,
    /** When the response starts, ISO 8601; null: at once. */
    readonly responseStartAt: string | null,
  ) {
    super();
  }
}

/** 降级. */
@WireName('warning.level-lowered')
export class WarningLevelLowered extends SignedEvent implements Signed {
  constructor(
    readonly jurisdictionId: string,
    readonly warningId: string,
    readonly messageId: string,
    readonly exercise: boolean,
    readonly from: WarningLevel,
    readonly to: WarningLevel,
    readonly previewHash: string,
  ) {
    super();
  }
}

/** 暂停: clocks stand still until it is resumed. */
@WireName('warning.suspended')
export class WarningSuspended extends SignedEvent implements Signed {
  constructor(
    readonly jurisdictionId: string,
    readonly warningId: string,
    readonly messageId: string,
    readonly exercise: boolean,
  ) {
    super();
  }
}

/** 恢复. */
@WireName('warning.resumed')
export class WarningResumed extends SignedEvent implements Signed {
  constructor(
    readonly jurisdictionId: string,
    readonly warningId: string,
    readonly messageId: string,
    readonly exercise: boolean,
  ) {
    super();
  }
}

/** 解除, or 撤销 when it should never have been issued. Standing down is now everybody's obligation. */
@WireName('warning.lifted')
export class WarningLifted extends SignedEvent implements Signed {
  constructor(
    readonly jurisdictionId: string,
    readonly warningId: string,
    readonly messageId: string,
    readonly exercise: boolean,
    readonly revoked: boolean,
  ) {
    super();
  }
}

/** A message was drafted, edited, submitted, returned, withdrawn or countersigned. Nothing has taken effect by it. */
@WireName('warning.message-moved')
export class WarningMessageMoved extends WarningEvent {
  constructor(
    readonly jurisdictionId: string,
    readonly warningId: string,
    readonly messageId: string,
    readonly kind: MessageKind,
    readonly moved: 'drafted' | 'edited' | 'submitted' | 'returned' | 'withdrawn' | 'countersigned',
  ) {
    super();
  }
}
