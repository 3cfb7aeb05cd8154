import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

@Entity('directory_person')
export class PersonEntity {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS' })
  readonly id!: string;

  @Column({ name: 'jurisdiction_id', type: 'uuid' })
  readonly jurisdictionId!: string;

  @Column({ name: 'unit_id', type: 'bigint' })
  readonly unitId!: string;

  @Column({ type: 'text' })
  readonly name!: string;

  /** First letters of the pinyin, for search. */
  @Column({ type: 'text' })
  readonly initials!: string;

  @Column({ type: 'text', nullable: true })
  readonly title!: string | null;

  /** Answers for the unit: the second rung of the ladder of silence. */
  @Column({ name: 'is_head', type: 'boolean' })
  readonly isHead!: boolean;

  @Column({ type: 'boolean' })
  readonly active!: boolean;

  @Column({ type: 'int' })
  readonly version!: number;
}
