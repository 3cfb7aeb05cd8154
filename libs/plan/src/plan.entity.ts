import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { PlanContent, PlanState } from './plan.js';

/** 预案: one imported document or plan file, from draft to retired. A correction is a new plan. */
@Entity('plan_plan')
export class PlanEntity {
  @PrimaryColumn({ type: 'uuid' })
  readonly id!: string;

  @Column({ name: 'jurisdiction_id', type: 'uuid' })
  readonly jurisdictionId!: string;

  @Column({ type: 'text' })
  readonly title!: string;

  @Column({ type: 'text', nullable: true })
  readonly issuer!: string | null;

  @Column({ type: 'text', nullable: true })
  readonly number!: string | null;

  @Column({ name: 'issued_on', type: 'date', nullable: true })
  readonly issuedOn!: string | null;

  @Column({ name: 'season_from', type: 'date', nullable: true })
  readonly seasonFrom!: string | null;

  @Column({ name: 'season_to', type: 'date', nullable: true })
  readonly seasonTo!: string | null;

  @Column({ type: 'text' })
  readonly state!: PlanState;

  @Column({ name: 'imported_by', type: 'uuid' })
  readonly importedBy!: string;

  @Column({ name: 'imported_at', type: 'timestamptz' })
  readonly importedAt!: Date;

  @Column({ name: 'source_name', type: 'text' })
  readonly sourceName!: string;

  @Column({ name: 'source_sha256', type: 'text' })
  readonly sourceSha256!: string;

  /** Verbatim; read only to be shown beside the measures. */
  @Column({ type: 'text', select: false })
  readonly source!: string;

  /** The file as it was uploaded; null for text that came without one. */
  @Column({ name: 'document_id', type: 'uuid', nullable: true })
  readonly documentId!: string | null;

  /** What the reader made of the source, never changed afterwards. */
  @Column({ type: 'jsonb', select: false })
  readonly draft!: object;

  @Column({ type: 'jsonb' })
  readonly content!: PlanContent;

  @Column({ type: 'int' })
  readonly version!: number;
}
