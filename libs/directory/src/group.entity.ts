import { Column, Entity, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm';

/** 各乡镇街, 各公安分局…: an expression of a plan that stands for units, resolved when a response is activated. */
@Entity('directory_group')
export class GroupEntity {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS' })
  readonly id!: string;

  @Column({ name: 'jurisdiction_id', type: 'uuid' })
  readonly jurisdictionId!: string;

  @Column({ type: 'text' })
  readonly name!: string;

  @Column({ type: 'int' })
  readonly version!: number;
}

/** One rule of a group; a unit belongs when any rule fits. */
@Entity('directory_group_rule')
export class GroupRuleEntity {
  @PrimaryColumn({ name: 'group_id', type: 'bigint' })
  readonly groupId!: string;

  @PrimaryColumn({ type: 'int' })
  readonly n!: number;

  @Column({ type: 'text', array: true })
  readonly kinds!: string[];

  @Column({ type: 'text', array: true })
  readonly attributes!: string[];

  @Column({ name: 'unit_ids', type: 'bigint', array: true })
  readonly unitIds!: string[];

  /** A group defined anew leaves its former rules behind, switched off: nothing is deleted. */
  @Column({ type: 'boolean' })
  readonly active!: boolean;
}
