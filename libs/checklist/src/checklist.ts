import { decided, unchanged, type Decision } from '#platform';
import { ChecklistAcknowledged, ChecklistExcused, ChecklistRead, ChecklistStoodDown } from './checklist.events.js';
import { AlreadyStoodDown, NothingToAcknowledge, NotYetLifted, OrderSuperseded } from './checklist.refusals.js';

/** 清单: what one unit owes in one response, and how far it got. Times are facts of the current revision. */
export interface Checklist {
  readonly id: string;
  readonly jurisdictionId: string;
  readonly responseId: string;
  readonly unitId: string;
  readonly revision: number;
  readonly sentAt: Date | null;
  readonly deliveredAt: Date | null;
  readonly readAt: Date | null;
  readonly acknowledgedAt: Date | null;
  readonly standDownBy: Date | null;
  readonly stoodDownAt: Date | null;
  readonly excusedAt: Date | null;
  readonly ringAt: Date | null;
  readonly version: number;
}

/** A later fact may arrive first and implies the earlier ones. */
const seen = <C extends Checklist>(list: C, at: Date): C => ({ ...list, deliveredAt: list.deliveredAt ?? at, readAt: list.readAt ?? at });

export function read<C extends Checklist>(list: C, at: Date): Decision<C> {
  if (list.readAt) return unchanged(list);
  return decided(seen(list, at), new ChecklistRead(list));
}

/** The message by whose one-time link somebody acknowledged without signing in. */
export interface ByLink {
  readonly deliveryId: string;
  /** To whom it was sent; 0: to the unit itself. */
  readonly personId: string;
  readonly channel: string;
  /** 0: the inbox. */
  readonly contactId: string;
}

/** 签收: "the order has arrived and we act". A second click is no error: the list is simply acknowledged already. */
export function acknowledge<C extends Checklist>(list: C, at: Date, link?: ByLink): Decision<C> {
  if (list.stoodDownAt) throw new AlreadyStoodDown(list.stoodDownAt);
  if (list.acknowledgedAt) return unchanged(list);
  return decided({ ...seen(list, at), acknowledgedAt: at }, new ChecklistAcknowledged(list, link));
}

/** A link opens the list of the unit it was sent to, in the revision it was sent for. */
export function linkedList<C extends Checklist>(list: C, link: { jurisdictionId: string; unitId: string; round: number }): C {
  if (list.jurisdictionId !== link.jurisdictionId || list.unitId !== link.unitId) throw new NothingToAcknowledge();
  if (list.revision !== link.round) throw new OrderSuperseded(link.round, list.revision, list.standDownBy !== null);
  return list;
}

/** An order that was read without signal is acknowledged as it was read, or not at all. */
export function inRevision<C extends Checklist>(list: C, revision: number | undefined): C {
  if (revision !== undefined && list.revision !== revision) throw new OrderSuperseded(revision, list.revision, list.standDownBy !== null);
  return list;
}

/** 解除反馈: the unit has ended its measures. An obligation like the others, and only after lifting. */
export function standDown<C extends Checklist>(list: C, at: Date): Decision<C> {
  if (list.stoodDownAt) return unchanged(list);
  if (!list.standDownBy) throw new NotYetLifted();
  const next = { ...seen(list, at), acknowledgedAt: list.acknowledgedAt ?? at, stoodDownAt: at, ringAt: null };
  return decided(next, new ChecklistStoodDown(list));
}

/** 免除: the command office releases a unit that cannot answer, with a reason on record. */
export function excuse<C extends Checklist>(list: C, reason: string, at: Date): Decision<C> {
  if (list.stoodDownAt) throw new AlreadyStoodDown(list.stoodDownAt);
  if (list.excusedAt) return unchanged(list);
  return decided({ ...list, excusedAt: at, ringAt: null }, new ChecklistExcused(list, reason));
}
