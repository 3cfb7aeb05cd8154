import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Problem, ProblemState } from './problem.js';
import type { ViolationCategory } from './violation.js';

/** What was found, as it was found; never changed. */
@Entity('inspection_violation')
export class ViolationEntity {
  @PrimaryColumn({ type: 'uuid' })
  readonly id!: string;

  @Column({ name: 'jurisdiction_id', type: 'uuid' })
  readonly jurisdictionId!: string;

  @Column({ name: 'response_id', type: 'uuid', nullable: true })
  readonly responseId!: string | null;

  @Column({ type: 'boolean' })
  readonly exercise!: boolean;

  @Column({ name: 'unit_id', type: 'bigint' })
  readonly unitId!: string;

  @Column({ name: 'measure_no', type: 'text', nullable: true })
  readonly measureNo!: string | null;

  @Column({ type: 'text' })
  readonly category!: ViolationCategory;

  @Column({ type: 'text', nullable: true })
  readonly description!: string | null;

  @Column({ type: 'text', nullable: true })
  readonly place!: string | null;

  @Column({ type: 'double precision', nullable: true })
  readonly latitude!: number | null;

  @Column({ type: 'double precision', nullable: true })
  readonly longitude!: number | null;

  @Column({ type: 'uuid', array: true })
  readonly photos!: string[];

  @Column({ name: 'found_at', type: 'timestamptz' })
  readonly foundAt!: Date;

  @Column({ name: 'device_at', type: 'timestamptz', nullable: true })
  readonly deviceAt!: Date | null;

  @Column({ name: 'logged_by', type: 'uuid' })
  readonly loggedBy!: string;
}

@Entity('inspection_problem')
export class ProblemEntity implements Problem {
  @PrimaryColumn({ type: 'uuid' })
  readonly id!: string;

  @Column({ name: 'jurisdiction_id', type: 'uuid' })
  readonly jurisdictionId!: string;

  @Column({ type: 'text' })
  readonly state!: ProblemState;

  @Column({ name: 'assigned_unit_id', type: 'bigint', nullable: true })
  readonly assignedUnitId!: string | null;

  @Column({ name: 'rectify_by', type: 'timestamptz', nullable: true })
  readonly rectifyBy!: Date | null;

  @Column({ name: 'logged_by', type: 'uuid' })
  readonly loggedBy!: string;

  @Column({ name: 'rectified_by', type: 'uuid', nullable: true })
  readonly rectifiedBy!: string | null;

  @Column({ name: 'rechecked_by', type: 'uuid', nullable: true })
  readonly recheckedBy!: string | null;

  @Column({ name: 'closed_by', type: 'uuid', nullable: true })
  readonly closedBy!: string | null;

  @Column({ type: 'int' })
  readonly version!: number;
}
