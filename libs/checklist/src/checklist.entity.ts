import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import type { Checklist } from './checklist.js';

@Entity('checklist_checklist')
export class ChecklistEntity implements Checklist {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS' })
  readonly id!: string;

  @Column({ name: 'jurisdiction_id', type: 'uuid' })
  readonly jurisdictionId!: string;

  @Column({ name: 'response_id', type: 'uuid' })
  readonly responseId!: string;

  @Column({ name: 'unit_id', type: 'bigint' })
  readonly unitId!: string;

  @Column({ type: 'boolean' })
  readonly exercise!: boolean;

  @Column({ type: 'int' })
  readonly revision!: number;

  @Column({ name: 'items_total', type: 'int' })
  readonly itemsTotal!: number;

  @Column({ name: 'items_answered', type: 'int' })
  readonly itemsAnswered!: number;

  @Column({ name: 'items_accepted', type: 'int' })
  readonly itemsAccepted!: number;

  @Column({ name: 'issued_at', type: 'timestamptz' })
  readonly issuedAt!: Date;

  @Column({ name: 'sent_at', type: 'timestamptz', nullable: true })
  readonly sentAt!: Date | null;

  @Column({ name: 'delivered_at', type: 'timestamptz', nullable: true })
  readonly deliveredAt!: Date | null;

  @Column({ name: 'read_at', type: 'timestamptz', nullable: true })
  readonly readAt!: Date | null;

  @Column({ name: 'acknowledged_at', type: 'timestamptz', nullable: true })
  readonly acknowledgedAt!: Date | null;

  @Column({ name: 'completed_at', type: 'timestamptz', nullable: true })
  readonly completedAt!: Date | null;

  @Column({ name: 'accepted_at', type: 'timestamptz', nullable: true })
  readonly acceptedAt!: Date | null;

  @Column({ name: 'stood_down_at', type: 'timestamptz', nullable: true })
  readonly stoodDownAt!: Date | null;

  @Column({ name: 'excused_at', type: 'timestamptz', nullable: true })
  readonly excusedAt!: Date | null;

  @Column({ name: 'acknowledge_by', type: 'timestamptz', nullable: true })
  readonly acknowledgeBy!: Date | null;

  @Column({ name: 'stand_down_by', type: 'timestamptz', nullable: true })
  readonly standDownBy!: Date | null;

  @Column({ name: 'ring_at', type: 'timestamptz', nullable: true })
  readonly ringAt!: Date | null;

  @Column({ type: 'int' })
  readonly version!: number;
}
