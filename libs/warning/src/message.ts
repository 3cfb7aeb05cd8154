import { rankOf, type WarningLevel } from './level.js';
import type { WarningState } from './warning.js';
import {
  ApproverIsDrafter,
  LevelNotReachable,
  MessageAlreadyDecided,
  MessageNotOpen,
  NotCountersignable,
  PreviewNotSeen,
  WarningNotOpen,
} from './warning.refusals.js';

export const MESSAGE_KINDS = ['issue', 'raise', 'lower', 'suspend', 'resume', 'lift', 'revoke'] as const;
export type MessageKind = (typeof MESSAGE_KINDS)[number];
export const MESSAGE_STATES = ['draft', 'submitted', 'approved', 'returned', 'withdrawn'] as const;
export type MessageState = (typeof MESSAGE_STATES)[number];
/** 依据: own forecast, order of the upper level, regional linkage 联动. */
export const BASES = ['own_forecast', 'upper_level_order', 'regional_linkage'] as const;
export type Basis = (typeof BASES)[number];

/** The part of a message that decisions look at. */
export interface Message {
  readonly id: string;
  readonly kind: MessageKind;
  readonly state: MessageState;
  readonly level: WarningLevel | null;
  readonly draftedBy: string;
  readonly submittedAt: Date | null;
  readonly decidedBy: string | null;
  readonly decidedAt: Date | null;
  readonly returnReason: string | null;
  readonly previewHash: string | null;
  readonly telephoneAt: Date | null;
  readonly telephoneRecordedBy: string | null;
  readonly countersignedAt: Date | null;
}

/** Messages that switch measures on or off: their approval carries the hash of the preview that was seen. */
export const changesLevel = (kind: MessageKind): boolean => kind === 'issue' || kind === 'raise' || kind === 'lower';

/** Which message may follow where the warning stands now. */
export function mayFollow(kind: MessageKind, state: WarningState, from: WarningLevel | null, to: WarningLevel | null): void {
  const fits: Record<MessageKind, readonly WarningState[]> = {
    issue: ['drafted'],
    raise: ['issued'],
    lower: ['issued'],
    suspend: ['issued'],
    resume: ['suspended'],
    lift: ['issued', 'suspended'],
    revoke: ['issued', 'suspended'],
  };
  if (!fits[kind].includes(state)) throw new WarningNotOpen(kind, state);
  if (kind === 'raise' && rankOf(to!) <= rankOf(from!)) throw new LevelNotReachable(from!, to!);
  if (kind === 'lower' && rankOf(to!) >= rankOf(from!)) throw new LevelNotReachable(from!, to!);
}

export const isOpen = (message: Pick<Message, 'state'>): boolean => ['draft', 'submitted', 'returned'].includes(message.state);

export function mayEdit(message: Message): void {
  if (message.state !== 'draft' && message.state !== 'returned') throw new MessageNotOpen(message.state, 'edited');
}

export function submit<M extends Message>(message: M, at: Date): M {
  if (message.state === 'submitted') return message;
  if (message.state !== 'draft' && message.state !== 'returned') throw new MessageNotOpen(message.state, 'submitted');
  return { ...message, state: 'submitted', submittedAt: at, returnReason: null };
}

export interface Approval {
  readonly approverId: string;
  readonly previewHash: string | null;
  /** Set when the approver spoke by telephone and somebody else wrote it down; the approver countersigns later. */
  readonly telephone: { readonly at: Date; readonly recordedBy: string } | null;
}

/** 审批. The approver is never the drafter; a telephone approval is the named approver's, whoever wrote it down. */
export function approve<M extends Message>(message: M, approval: Approval, at: Date): M {
  if (message.state === 'approved') throw new MessageAlreadyDecided(message.decidedAt!);
  if (message.state !== 'submitted') throw new MessageNotOpen(message.state, 'approved');
  if (message.draftedBy === approval.approverId) throw new ApproverIsDrafter();
  if (changesLevel(message.kind) && !approval.previewHash) throw new PreviewNotSeen();
  return {
    ...message,
    state: 'approved',
    decidedBy: approval.approverId,
    decidedAt: at,
    previewHash: approval.previewHash,
    telephoneAt: approval.telephone?.at ?? null,
    telephoneRecordedBy: approval.telephone?.recordedBy ?? null,
  };
}

export function sendBack<M extends Message>(message: M, approverId: string, reason: string, at: Date): M {
  if (message.state !== 'submitted') throw new MessageNotOpen(message.state, 'returned');
  if (message.draftedBy === approverId) throw new ApproverIsDrafter();
  return { ...message, state: 'returned', decidedBy: approverId, decidedAt: at, returnReason: reason };
}

export function withdraw<M extends Message>(message: M): M {
  if (!isOpen(message)) throw new MessageNotOpen(message.state, 'withdrawn');
  return { ...message, state: 'withdrawn' };
}

/** 补签: the approver who spoke by telephone signs what was written down. */
export function countersign<M extends Message>(message: M, personId: string, at: Date): M {
  if (message.state !== 'approved' || !message.telephoneAt || message.decidedBy !== personId) throw new NotCountersignable();
  return message.countersignedAt ? message : { ...message, countersignedAt: at };
}
