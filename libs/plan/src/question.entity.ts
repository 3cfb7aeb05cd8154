import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Answer, PlanQuestion, QuestionField, QuestionReason } from './question.js';

@Entity('plan_question')
export class QuestionEntity implements PlanQuestion {
  @PrimaryColumn({ name: 'plan_id', type: 'uuid' })
  readonly planId!: string;

  @PrimaryColumn({ type: 'int' })
  readonly n!: number;

  @Column({ name: 'measure_no', type: 'text', nullable: true })
  readonly measureNo!: string | null;

  @Column({ type: 'text' })
  readonly field!: QuestionField;

  @Column({ type: 'text' })
  readonly reason!: QuestionReason;

  @Column({ type: 'text', nullable: true })
  readonly raw!: string | null;

  @Column({ type: 'text', nullable: true })
  readonly suggestion!: string | null;

  @Column({ type: 'jsonb', nullable: true })
  readonly answer!: Answer | null;

  @Column({ name: 'answered_by', type: 'uuid', nullable: true })
  readonly answeredBy!: string | null;

  @Column({ name: 'answered_at', type: 'timestamptz', nullable: true })
  readonly answeredAt!: Date | null;

  @Column({ type: 'text', nullable: true })
  readonly note!: string | null;
}
