import { Column, Entity, PrimaryColumn } from 'typeorm';

/** 辖区: the owner of plans, warnings and responses. */
@Entity('directory_jurisdiction')
export class JurisdictionEntity {
  @PrimaryColumn({ type: 'uuid' })
  readonly id!: string;

  @Column({ type: 'text' })
  readonly name!: string;

  @Column({ type: 'text' })
  readonly level!: 'province' | 'city' | 'district';

  @Column({ name: 'parent_id', type: 'uuid', nullable: true })
  readonly parentId!: string | null;

  @Column({ name: 'may_issue_publicly', type: 'boolean' })
  readonly mayIssuePublicly!: boolean;

  @Column({ type: 'int' })
  readonly version!: number;
}
