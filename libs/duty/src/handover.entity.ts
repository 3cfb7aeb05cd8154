import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { HandoverState, OpenPoint, Standing } from './handover.js';

@Entity('duty_handover')
export class HandoverEntity {
  @PrimaryColumn('uuid')
  readonly id!: string;

  @Column({ name: 'jurisdiction_id', type: 'uuid' })
  readonly jurisdictionId!: string;

  @Column({ type: 'text' })
  readonly state!: HandoverState;

  @Column({ name: 'given_by', type: 'uuid' })
  readonly givenBy!: string;

  @Column({ name: 'given_to', type: 'uuid' })
  readonly givenTo!: string;

  @Column({ type: 'text' })
  readonly note!: string;

  @Column({ type: 'jsonb' })
  readonly points!: readonly OpenPoint[];

  @Column({ name: 'given_at', type: 'timestamptz' })
  readonly givenAt!: Date;

  @Column({ type: 'jsonb' })
  readonly standing!: Standing;

  @Column({ name: 'taken_at', type: 'timestamptz', nullable: true })
  readonly takenAt!: Date | null;

  @Column({ name: 'taken_standing', type: 'jsonb', nullable: true })
  readonly takenStanding!: Standing | null;

  @Column({ name: 'withdrawn_at', type: 'timestamptz', nullable: true })
  readonly withdrawnAt!: Date | null;

  @Column({ type: 'int' })
  readonly version!: number;
}
