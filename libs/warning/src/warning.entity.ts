import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { WarningLevel } from './level.js';
import type { WarningState } from './warning.js';

@Entity('warning_series')
export class WarningEntity {
  @PrimaryColumn({ type: 'uuid' })
  readonly id!: string;

  @Column({ name: 'jurisdiction_id', type: 'uuid' })
  readonly jurisdictionId!: string;

  /** 编号 within the season, e.g. 2026—2027年第7号. */
  @Column({ type: 'text' })
  readonly number!: string;

  @Column({ type: 'text' })
  readonly state!: WarningState;

  @Column({ type: 'text', nullable: true })
  readonly level!: WarningLevel | null;

  /** 演练: same code, never a real channel. */
  @Column({ type: 'boolean' })
  readonly exercise!: boolean;

  /** How many times faster the clocks of an exercise run. */
  @Column({ type: 'int' })
  readonly speed!: number;

  @Column({ type: 'int' })
  readonly version!: number;
}
