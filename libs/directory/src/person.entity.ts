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

/** How a person is reached outside the product. Counts only once verified. */
@Entity('directory_contact')
export class ContactEntity {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS' })
  readonly id!: string;

  @Column({ name: 'jurisdiction_id', type: 'uuid' })
  readonly jurisdictionId!: string;

  @Column({ name: 'person_id', type: 'bigint' })
  readonly personId!: string;

  @Column({ type: 'text' })
  readonly channel!: 'mobile' | 'email' | 'landline';

  @Column({ type: 'text' })
  readonly address!: string;

  @Column({ name: 'verified_at', type: 'timestamptz', nullable: true })
  readonly verifiedAt!: Date | null;

  @Column({ type: 'boolean' })
  readonly active!: boolean;

  @Column({ type: 'int' })
  readonly version!: number;
}
