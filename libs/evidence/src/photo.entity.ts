import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { OwnedPhoto } from './photo.js';
import type { PictureFormat } from './files/kind-of-file.js';

@Entity('evidence_photo')
export class PhotoEntity implements OwnedPhoto {
  @PrimaryColumn({ type: 'uuid' })
  readonly id!: string;

  @Column({ name: 'jurisdiction_id', type: 'uuid' })
  readonly jurisdictionId!: string;

  @Column({ name: 'uploaded_by', type: 'uuid' })
  readonly uploadedBy!: string;

  @Column({ name: 'unit_id', type: 'bigint', nullable: true })
  readonly unitId!: string | null;

  /** Of the original, byte for byte. */
  @Column({ type: 'bytea' })
  readonly sha256!: Buffer;

  @Column({ type: 'int' })
  readonly bytes!: number;

  /** As a viewer sees it, turned upright. */
  @Column({ type: 'int' })
  readonly width!: number;

  @Column({ type: 'int' })
  readonly height!: number;

  @Column({ type: 'text' })
  readonly format!: PictureFormat;

  /** What the camera wrote into the file. */
  @Column({ name: 'taken_at', type: 'timestamptz', nullable: true })
  readonly takenAt!: Date | null;

  /** What the uploading device says. */
  @Column({ name: 'device_at', type: 'timestamptz', nullable: true })
  readonly deviceAt!: Date | null;

  /** WGS 84, degrees. Sensitive: where a person was. */
  @Column({ type: 'double precision', nullable: true })
  readonly latitude!: number | null;

  @Column({ type: 'double precision', nullable: true })
  readonly longitude!: number | null;

  @Column({ name: 'original_file', type: 'text' })
  readonly originalFile!: string;

  @Column({ name: 'served_file', type: 'text' })
  readonly servedFile!: string;

  @Column({ name: 'thumbnail_file', type: 'text' })
  readonly thumbnailFile!: string;

  @Column({ name: 'shared_with', type: 'bigint', array: true })
  readonly sharedWith!: string[];

  @Column({ name: 'for_inspectors', type: 'boolean' })
  readonly forInspectors!: boolean;
}
