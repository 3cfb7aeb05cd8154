import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

/** 值班: who is on duty for a unit, half-open [from, to). A later shift over the same hours replaces the earlier one. */
@Entity('directory_shift')
export class ShiftEntity {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS' })
  readonly id!: string;

  @Column({ name: 'jurisdiction_id', type: 'uuid' })
  readonly jurisdictionId!: string;

  @Column({ name: 'unit_id', type: 'bigint' })
  readonly unitId!: string;

  @Column({ name: 'person_id', type: 'bigint' })
  readonly personId!: string;

  @Column({ name: 'from_at', type: 'timestamptz' })
  readonly fromAt!: Date;

  @Column({ name: 'to_at', type: 'timestamptz' })
  readonly toAt!: Date;

  @Column({ type: 'boolean' })
  readonly cancelled!: boolean;

  @Column({ type: 'int' })
  readonly version!: number;
}
