import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { SpecialDay } from './calendar-of-work.js';

/** 某年放假安排: the special days of one year in one jurisdiction. */
@Entity('plan_holiday_year')
export class HolidayYearEntity {
  @PrimaryColumn({ type: 'uuid' })
  readonly id!: string;

  @Column({ name: 'jurisdiction_id', type: 'uuid' })
  readonly jurisdictionId!: string;

  @Column({ type: 'int' })
  readonly year!: number;

  @Column({ type: 'jsonb' })
  readonly days!: SpecialDay[];

  @Column({ type: 'text' })
  readonly source!: string;

  /** Null: seeded by the product. */
  @Column({ name: 'set_by', type: 'uuid', nullable: true })
  readonly setBy!: string | null;

  @Column({ name: 'set_at', type: 'timestamptz' })
  readonly setAt!: Date;

  @Column({ type: 'int' })
  readonly version!: number;
}
