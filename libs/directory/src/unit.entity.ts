import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import type { UnitKind } from './unit.js';

@Entity('directory_unit')
export class UnitEntity {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS' })
  readonly id!: string;

  @Column({ name: 'jurisdiction_id', type: 'uuid' })
  readonly jurisdictionId!: string;

  @Column({ type: 'text' })
  readonly name!: string;

  @Column({ name: 'short_name', type: 'text' })
  readonly shortName!: string;

  /** First letters of the pinyin, for search: 区住建局 → qzjj. */
  @Column({ type: 'text' })
  readonly initials!: string;

  @Column({ type: 'text' })
  readonly kind!: UnitKind;

  @Column({ type: 'text', array: true })
  readonly attributes!: string[];

  @Column({ name: 'parent_id', type: 'bigint', nullable: true })
  readonly parentId!: string | null;

  /** Degrees, WGS-84; null together with the longitude: nobody has said where it lies. */
  @Column({ type: 'double precision', nullable: true })
  readonly latitude!: number | null;

  @Column({ type: 'double precision', nullable: true })
  readonly longitude!: number | null;

  @Column({ type: 'boolean' })
  readonly active!: boolean;

  @Column({ type: 'int' })
  readonly version!: number;
}
