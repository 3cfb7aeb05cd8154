import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { WarningLevel } from '#warning';
import type { Response, ResponseLevel, ResponseState } from './response.js';

@Entity('response_response')
export class ResponseEntity implements Response {
  @PrimaryColumn({ type: 'uuid' })
  readonly id!: string;

  @Column({ name: 'jurisdiction_id', type: 'uuid' })
  readonly jurisdictionId!: string;

  @Column({ name: 'warning_id', type: 'uuid' })
  readonly warningId!: string;

  /** Number of the warning, copied when the response was activated. */
  @Column({ type: 'text' })
  readonly number!: string;

  @Column({ name: 'plan_version_id', type: 'uuid' })
  readonly planVersionId!: string;

  @Column({ name: 'warning_level', type: 'text' })
  readonly warningLevel!: WarningLevel;

  @Column({ type: 'text' })
  readonly level!: ResponseLevel;

  @Column({ type: 'int' })
  readonly revision!: number;

  @Column({ type: 'text' })
  readonly state!: ResponseState;

  @Column({ type: 'boolean' })
  readonly exercise!: boolean;

  @Column({ type: 'int' })
  readonly speed!: number;

  @Column({ name: 'starts_at', type: 'timestamptz' })
  readonly startsAt!: Date;

  @Column({ name: 'activated_at', type: 'timestamptz' })
  readonly activatedAt!: Date;

  @Column({ name: 'suspended_at', type: 'timestamptz', nullable: true })
  readonly suspendedAt!: Date | null;

  @Column({ name: 'lifted_at', type: 'timestamptz', nullable: true })
  readonly liftedAt!: Date | null;

  @Column({ type: 'boolean' })
  readonly revoked!: boolean;

  @Column({ name: 'closed_at', type: 'timestamptz', nullable: true })
  readonly closedAt!: Date | null;

  @Column({ type: 'int' })
  readonly version!: number;
}
