import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('air_quality_station')
export class StationEntity {
  @PrimaryColumn('uuid')
  readonly id!: string;

  @Column({ name: 'jurisdiction_id', type: 'uuid' })
  readonly jurisdictionId!: string;

  @Column({ type: 'text' })
  readonly code!: string;

  @Column({ type: 'text' })
  readonly name!: string;

  /** Where it stands, in words. */
  @Column({ type: 'text', nullable: true })
  readonly place!: string | null;

  @Column({ name: 'unit_id', type: 'bigint', nullable: true })
  readonly unitId!: string | null;

  @Column({ type: 'int' })
  readonly version!: number;
}
