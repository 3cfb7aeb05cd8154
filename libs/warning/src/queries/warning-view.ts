import { Choice, Count, Flag, Id, Instant, Part, Parts, Text } from '#platform';
import { WARNING_LEVELS, type WarningLevel } from '../level.js';
import { BASES, MESSAGE_KINDS, MESSAGE_STATES, type Basis, type MessageKind, type MessageState } from '../message.js';
import { WARNING_STATES, type WarningState } from '../warning.js';

export class MessageView {
  @Id() id!: string;
  @Count() ordinal!: number;
  @Choice(MESSAGE_KINDS, { name: 'MessageKind' }) kind!: MessageKind;
  @Choice(MESSAGE_STATES, { name: 'MessageState' }) state!: MessageState;
  @Choice(WARNING_LEVELS, { nullable: true, name: 'WarningLevel' }) level!: WarningLevel | null;
  @Choice(BASES, { name: 'Basis' }) basis!: Basis;
  @Text() reason!: string;
  @Text({ nullable: true }) documentNumber!: string | null;
  @Instant({ nullable: true }) warningEffectiveAt!: Date | null;
  @Instant({ nullable: true }) responseStartAt!: Date | null;
  @Instant({ nullable: true }) plannedEndAt!: Date | null;
  @Id() draftedBy!: string;
  @Text({ nullable: true }) drafterName!: string | null;
  @Instant() draftedAt!: Date;
  @Instant({ nullable: true }) submittedAt!: Date | null;
  @Id({ nullable: true }) decidedBy!: string | null;
  @Text({ nullable: true }) deciderName!: string | null;
  @Instant({ nullable: true }) decidedAt!: Date | null;
  @Text({ nullable: true }) returnReason!: string | null;
  @Instant({ nullable: true, about: 'Approved by telephone at this time' }) telephoneAt!: Date | null;
  @Instant({ nullable: true, about: 'The approver signed what was written down' }) countersignedAt!: Date | null;
}

export class WarningView {
  @Id() id!: string;
  @Text() number!: string;
  @Choice(WARNING_STATES, { name: 'WarningState' }) state!: WarningState;
  @Choice(WARNING_LEVELS, { nullable: true, name: 'WarningLevel' }) level!: WarningLevel | null;
  @Flag() exercise!: boolean;
  @Count() speed!: number;
  @Instant() createdAt!: Date;
  @Part(() => MessageView, { nullable: true, about: 'The message being worked on' }) openMessage!: MessageView | null;
  @Id({ nullable: true, about: 'Who approved the last message by telephone and has not signed it yet' }) countersignBy!: string | null;
}

export class WarningDetail extends WarningView {
  @Parts(() => MessageView) messages!: MessageView[];
}

export class WarningPage {
  @Parts(() => WarningView) items!: WarningView[];
  @Text({ nullable: true }) nextCursor!: string | null;
}

/** A message as JSON, with the names of those who signed; shared by list and detail. $1 is the jurisdiction. */
export const MESSAGE_JSON = `jsonb_build_object(
  'id', m.id, 'ordinal', m.ordinal, 'kind', m.kind, 'state', m.state, 'level', m.level, 'basis', m.basis, 'reason', m.reason,
  'documentNumber', m.document_number, 'warningEffectiveAt', m.warning_effective_at, 'responseStartAt', m.response_start_at,
  'plannedEndAt', m.planned_end_at, 'draftedBy', m.drafted_by, 'drafterName', drafter.name, 'draftedAt', m.drafted_at,
  'submittedAt', m.submitted_at, 'decidedBy', m.decided_by, 'deciderName', decider.name, 'decidedAt', m.decided_at,
  'returnReason', m.return_reason, 'telephoneAt', m.telephone_at, 'countersignedAt', m.countersigned_at)`;

export const MESSAGE_NAMES = `
  LEFT JOIN identity_face_users($1) drafter ON drafter.user_id = m.drafted_by
  LEFT JOIN identity_face_users($1) decider ON decider.user_id = m.decided_by`;

/** 待补签: only the last message is ever countersigned. */
export const COUNTERSIGN_BY = `(
  SELECT CASE WHEN last.state = 'approved' AND last.telephone_at IS NOT NULL AND last.countersigned_at IS NULL THEN last.decided_by END
    FROM warning_message last WHERE last.warning_id = w.id ORDER BY last.ordinal DESC LIMIT 1)`;
