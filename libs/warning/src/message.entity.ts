import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { WarningLevel } from './level.js';
import type { Basis, Message, MessageKind, MessageState } from './message.js';

@Entity('warning_message')
export class MessageEntity implements Message {
  @PrimaryColumn({ type: 'uuid' })
  readonly id!: string;

  @Column({ name: 'jurisdiction_id', type: 'uuid' })
  readonly jurisdictionId!: string;

  @Column({ name: 'warning_id', type: 'uuid' })
  readonly warningId!: string;

  @Column({ type: 'int' })
  readonly ordinal!: number;

  @Column({ type: 'text' })
  readonly kind!: MessageKind;

  @Column({ type: 'text' })
  readonly state!: MessageState;

  @Column({ type: 'text', nullable: true })
  readonly level!: WarningLevel | null;

  @Column({ type: 'text' })
  readonly basis!: Basis;

  @Column({ type: 'text' })
  readonly reason!: string;

  @Column({ name: 'document_number', type: 'text', nullable: true })
  readonly documentNumber!: string | null;

  @Column({ name: 'warning_effective_at', type: 'timestamptz', nullable: true })
  readonly warningEffectiveAt!: Date | null;

  @Column({ name: 'response_start_at', type: 'timestamptz', nullable: true })
  readonly responseStartAt!: Date | null;

  @Column({ name: 'planned_end_at', type: 'timestamptz', nullable: true })
  readonly plannedEndAt!: Date | null;

  @Column({ name: 'preview_hash', type: 'text', nullable: true })
  readonly previewHash!: string | null;

  @Column({ name: 'drafted_by', type: 'uuid' })
  readonly draftedBy!: string;

  @Column({ name: 'submitted_at', type: 'timestamptz', nullable: true })
  readonly submittedAt!: Date | null;

  @Column({ name: 'decided_by', type: 'uuid', nullable: true })
  readonly decidedBy!: string | null;

  @Column({ name: 'decided_at', type: 'timestamptz', nullable: true })
  readonly decidedAt!: Date | null;

  @Column({ name: 'return_reason', type: 'text', nullable: true })
  readonly returnReason!: string | null;

  @Column({ name: 'telephone_at', type: 'timestamptz', nullable: true })
  readonly telephoneAt!: Date | null;

  @Column({ name: 'telephone_recorded_by', type: 'uuid', nullable: true })
  readonly telephoneRecordedBy!: string | null;

  @Column({ name: 'countersigned_at', type: 'timestamptz', nullable: true })
  readonly countersignedAt!: Date | null;

  @Column({ type: 'int' })
  readonly version!: number;
}
