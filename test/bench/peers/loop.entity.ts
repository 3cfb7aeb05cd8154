import { Column, Entity, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm';

export const LOOP_SCHEMA = 'peer_loop';

@Entity({ schema: LOOP_SCHEMA, name: 'checklist' })
export class LoopChecklist {
  @PrimaryGeneratedColumn('identity', { type: 'bigint' }) id: string;
  @Column('uuid', { name: 'jurisdiction_id' }) jurisdictionId: string;
  @Column('uuid', { name: 'response_id' }) responseId: string;
  @Column('bigint', { name: 'unit_id' }) unitId: string;
  @Column('boolean') exercise: boolean;
  @Column('int') revision: number;
  @Column('int', { name: 'items_total' }) itemsTotal: number;
  @Column('timestamptz', { name: 'issued_at' }) issuedAt: Date;
  @Column('timestamptz', { name: 'acknowledge_by' }) acknowledgeBy: Date;
  @Column('timestamptz', { name: 'ring_at' }) ringAt: Date;
  @Column('timestamptz', { name: 'sent_at', nullable: true }) sentAt: Date | null;
}

@Entity({ schema: LOOP_SCHEMA, name: 'item' })
export class LoopItem {
  @PrimaryColumn('bigint', { name: 'checklist_id' }) checklistId: string;
  @PrimaryColumn('int', { name: 'line_id' }) lineId: number;
  @Column('text') role: string;
  @Column('text') state: string;
  @Column('timestamptz', { name: 'confirm_by' }) confirmBy: Date;
}

@Entity({ schema: LOOP_SCHEMA, name: 'delivery' })
export class LoopDelivery {
  @PrimaryGeneratedColumn('identity', { type: 'bigint' }) id: string;
  @Column('uuid', { name: 'jurisdiction_id' }) jurisdictionId: string;
  @Column('uuid') thread: string;
  @Column('text') kind: string;
  @Column('text') subject: string;
  @Column('int') round: number;
  @Column('bigint', { name: 'unit_id' }) unitId: string;
  @Column('text') channel: string;
  @Column('boolean') exercise: boolean;
  @Column('text') state: string;
  @Column('timestamptz', { name: 'sent_at' }) sentAt: Date;
}
