import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import type { Contact, ContactChannel, Proof } from './contact.js';

/** How a person, or a unit as a whole, is reached outside the product. Counts only once verified. */
@Entity('directory_contact')
export class ContactEntity implements Contact {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS' })
  readonly id!: string;

  @Column({ name: 'jurisdiction_id', type: 'uuid' })
  readonly jurisdictionId!: string;

  @Column({ name: 'unit_id', type: 'bigint' })
  readonly unitId!: string;

  @Column({ name: 'person_id', type: 'bigint', nullable: true })
  readonly personId!: string | null;

  @Column({ type: 'text' })
  readonly channel!: ContactChannel;

  @Column({ type: 'text' })
  readonly address!: string;

  @Column({ name: 'verified_at', type: 'timestamptz', nullable: true })
  readonly verifiedAt!: Date | null;

  @Column({ name: 'verified_how', type: 'text', nullable: true })
  readonly verifiedHow!: Proof | null;

  @Column({ name: 'verified_by', type: 'uuid', nullable: true })
  readonly verifiedBy!: string | null;

  @Column({ type: 'boolean' })
  readonly active!: boolean;

  @Column({ type: 'int' })
  readonly version!: number;
}
