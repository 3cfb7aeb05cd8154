import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Account } from './account.js';

@Entity('identity_user')
export class UserEntity implements Account {
  @PrimaryColumn({ type: 'uuid' })
  readonly id!: string;

  @Column({ name: 'jurisdiction_id', type: 'uuid' })
  readonly jurisdictionId!: string;

  @Column({ type: 'text' })
  readonly username!: string;

  @Column({ type: 'text' })
  readonly name!: string;

  @Column({ name: 'unit_id', type: 'bigint', nullable: true })
  readonly unitId!: string | null;

  @Column({ name: 'person_id', type: 'bigint', nullable: true })
  readonly personId!: string | null;

  @Column({ type: 'boolean' })
  readonly active!: boolean;

  @Column({ name: 'password_hash', type: 'text', nullable: true })
  readonly passwordHash!: string | null;

  @Column({ name: 'password_set_at', type: 'timestamptz', nullable: true })
  readonly passwordSetAt!: Date | null;

  @Column({ name: 'failed_attempts', type: 'int' })
  readonly failedAttempts!: number;

  @Column({ name: 'last_failed_at', type: 'timestamptz', nullable: true })
  readonly lastFailedAt!: Date | null;

  @Column({ name: 'locked_until', type: 'timestamptz', nullable: true })
  readonly lockedUntil!: Date | null;

  @Column({ type: 'int' })
  readonly version!: number;
}
