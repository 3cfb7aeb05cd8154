import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Photos that prove something: who sent them, the seal of the original, where the files lie, who may look. */
export class Evidence1795305603000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE evidence_photo (
        id              uuid PRIMARY KEY,
        jurisdiction_id uuid NOT NULL,
        uploaded_by     uuid NOT NULL,
        unit_id         bigint,
        sha256          bytea NOT NULL CONSTRAINT evidence_photo_is_sealed CHECK (octet_length(sha256) = 32),
        bytes           int NOT NULL CONSTRAINT evidence_photo_has_bytes CHECK (bytes > 0),
        width           int NOT NULL,
        height          int NOT NULL,
        format          text NOT NULL CONSTRAINT evidence_photo_known_format CHECK (format IN ('jpeg', 'png', 'webp')),
        taken_at        timestamptz,
        device_at       timestamptz,
        latitude        double precision,
        longitude       double precision,
        original_file   text NOT NULL,
        served_file     text NOT NULL,
        thumbnail_file  text NOT NULL,
        created_at      timestamptz NOT NULL DEFAULT clock_now(),
        shared_with     bigint[] NOT NULL DEFAULT '{}',
        for_inspectors  boolean NOT NULL DEFAULT false,
        missing_since   timestamptz,
        CONSTRAINT evidence_photo_has_pixels CHECK (width > 0 AND height > 0),
        CONSTRAINT evidence_photo_place_is_on_earth
          CHECK ((latitude IS NULL) = (longitude IS NULL) AND latitude >= -90 AND latitude <= 90 AND longitude >= -180 AND longitude <= 180),
        CONSTRAINT evidence_photo_files_stay_inside
          CHECK (original_file || ' ' || served_file || ' ' || thumbnail_file ~ '^([a-z]+/[0-9a-f]{2}/[0-9a-f]{64}(\\.jpg)?( |$)){3}$')
      );
      COMMENT ON COLUMN evidence_photo.taken_at IS 'As the camera wrote it into the file (EXIF); a camera without a zone means Beijing time.';
      COMMENT ON COLUMN evidence_photo.latitude IS 'Sensitive personal information: where somebody was. Never in the journal.';
      COMMENT ON COLUMN evidence_photo.missing_since IS 'The sweep found a file gone and has said so.';
      CREATE INDEX evidence_photo_by_hash ON evidence_photo (sha256);

      -- What was sealed stays sealed; only who may look, and whether the file is there, can change.
      CREATE TRIGGER evidence_photo_stays_sealed BEFORE UPDATE ON evidence_photo FOR EACH ROW
        WHEN ((OLD.id, OLD.jurisdiction_id, OLD.uploaded_by, OLD.unit_id, OLD.sha256, OLD.bytes, OLD.width, OLD.height, OLD.format,
               OLD.taken_at, OLD.device_at, OLD.latitude, OLD.longitude, OLD.created_at)
              IS DISTINCT FROM
              (NEW.id, NEW.jurisdiction_id, NEW.uploaded_by, NEW.unit_id, NEW.sha256, NEW.bytes, NEW.width, NEW.height, NEW.format,
               NEW.taken_at, NEW.device_at, NEW.latitude, NEW.longitude, NEW.created_at))
        EXECUTE FUNCTION platform_refuse_change();
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE evidence_photo');
  }
}
