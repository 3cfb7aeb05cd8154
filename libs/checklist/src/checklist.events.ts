import { DomainEvent, forCommand, forEveryone, forUnit, WireName } from '#platform';
import type { ByLink, Checklist } from './checklist.js';
import type { Verdict } from './item.js';

/** Ids of a checklist, as events carry them. */
type Of = Pick<Checklist, 'id' | 'jurisdictionId' | 'responseId' | 'unitId' | 'revision'>;

abstract class ChecklistEvent extends DomainEvent {
  readonly jurisdictionId: string;
  readonly checklistId: string;
  readonly responseId: string;
  readonly unitId: string;
  readonly revision: number;

  constructor(list: Of) {
    super();
    this.jurisdictionId = list.jurisdictionId;
    this.checklistId = list.id;
    this.responseId = list.responseId;
    this.unitId = list.unitId;
    this.revision = list.revision;
  }

  get subject(): string {
    return `checklist/${this.checklistId}`;
  }

  override get thread(): string {
    return this.responseId;
  }

  override get audience(): string[] {
    return [forCommand, forUnit(this.unitId)];
  }
}

/** A device of the unit has fetched the checklist. Nothing is said yet about a person. */
@WireName('checklist.delivered')
export class ChecklistDelivered extends ChecklistEvent {}

@WireName('checklist.read')
export class ChecklistRead extends ChecklistEvent {}

/** 签收: somebody answers for the unit that the order arrived. Nothing is said yet about the work itself. */
@WireName('checklist.acknowledged')
export class ChecklistAcknowledged extends ChecklistEvent {
  constructor(
    list: Of,
    /** Nobody was signed in: the one-time link of this message spoke. */
    readonly link?: ByLink,
  ) {
    super(list);
  }
}

@WireName('checklist.stood-down')
export class ChecklistStoodDown extends ChecklistEvent {}

@WireName('checklist.excused')
export class ChecklistExcused extends ChecklistEvent {
  constructor(
    list: Of,
    readonly reason: string,
  ) {
    super(list);
  }
}

/** 反馈: answers were kept for these lines. Written by the confirming statement itself, hence only described here. */
@WireName('checklist.items-answered')
export class ItemsAnswered extends ChecklistEvent {
  constructor(
    list: Of,
    readonly answers: readonly { readonly line: number; readonly state: string }[],
    private readonly leads: readonly string[] = [],
  ) {
    super(list);
  }

  override get audience(): string[] {
    return [forCommand, forUnit(this.unitId), ...this.leads.map(forUnit)];
  }
}

/** 审核 or 退回. */
@WireName('checklist.item-reviewed')
export class ItemReviewed extends ChecklistEvent {
  constructor(
    list: Of,
    readonly line: number,
    readonly verdict: Verdict,
    readonly answerId: string,
  ) {
    super(list);
  }
}

export const BLOCK_KINDS = ['issued', 'revised', 'lifted'] as const;
export type BlockKind = (typeof BLOCK_KINDS)[number];

/** What a bulk act on a whole response says of itself. */
abstract class BulkEvent extends DomainEvent {
  abstract readonly responseId: string;

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

/** 下发: a block of up to 500 checklists stands in the database, to be placed in the units' inboxes. */
@WireName('checklist.block-issued')
export class ChecklistBlockIssued extends BulkEvent {
  constructor(
    readonly jurisdictionId: string,
    readonly responseId: string,
    readonly exercise: boolean,
    readonly revision: number,
    readonly kind: BlockKind,
    readonly fromId: string,
    readonly toId: string,
    readonly checklists: number,
  ) {
    super();
  }
}

/** The block has been placed: the sent times of its rows are this entry's time. */
@WireName('checklist.block-sent')
export class ChecklistBlockSent extends BulkEvent {
  constructor(
    readonly jurisdictionId: string,
    readonly responseId: string,
    readonly revision: number,
    readonly kind: BlockKind,
    readonly fromId: string,
    readonly toId: string,
    readonly placed: number,
  ) {
    super();
  }
}

/** A clock rang for silent checklists: one entry per response, clock, step and block of the engine. */
@WireName('checklist.clock-rang')
export class ClockRang extends BulkEvent {
  constructor(
    readonly jurisdictionId: string,
    readonly responseId: string,
    readonly clock: string,
    readonly step: number,
    readonly ring: string,
    readonly checklists: number,
    /** The first of them, so that a single silence can be traced. */
    readonly sample: readonly string[],
  ) {
    super();
  }

  override get audience(): string[] {
    return [forCommand];
  }
}

/** 催办: somebody at the desk asked silent units again. */
@WireName('checklist.units-reminded')
export class UnitsReminded extends BulkEvent {
  constructor(
    readonly jurisdictionId: string,
    readonly responseId: string,
    readonly checklistIds: readonly string[],
  ) {
    super();
  }
}
