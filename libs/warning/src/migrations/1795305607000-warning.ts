import type { MigrationInterface, QueryRunner } from 'typeorm';

/** 预警: a series of messages, each drafted, submitted and approved by two people, immutable once approved. */
export class Warning1795305607000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE warning_series (
        id              uuid PRIMARY KEY,
        jurisdiction_id uuid NOT NULL,
        number          text NOT NULL,
        state           text NOT NULL CONSTRAINT warning_series_known_state CHECK (state IN ('drafted', 'issued', 'suspended', 'lifted', 'revoked', 'withdrawn')),
        level           text CONSTRAINT warning_series_known_level CHECK (level IN ('yellow', 'orange', 'red')),
        exercise        boolean NOT NULL DEFAULT false,
        speed           int NOT NULL DEFAULT 1 CONSTRAINT warning_series_speed CHECK (speed = 1 OR exercise AND speed BETWEEN 1 AND 120),
        created_at      timestamptz NOT NULL DEFAULT clock_now(),
        version         int NOT NULL DEFAULT 1,
        CONSTRAINT warning_series_number_once UNIQUE (jurisdiction_id, number),
        CONSTRAINT warning_series_level_when_issued CHECK (state IN ('drafted', 'withdrawn') OR level IS NOT NULL)
      );
      COMMENT ON COLUMN warning_series.state IS 'The fold of its approved messages, kept for reading.';

      CREATE TABLE warning_message (
        id                   uuid PRIMARY KEY,
        jurisdiction_id      uuid NOT NULL,
        warning_id           uuid NOT NULL REFERENCES warning_series,
        ordinal              int NOT NULL,
        kind                 text NOT NULL CONSTRAINT warning_message_known_kind CHECK (kind IN ('issue', 'raise', 'lower', 'suspend', 'resume', 'lift', 'revoke')),
        state                text NOT NULL CONSTRAINT warning_message_known_state CHECK (state IN ('draft', 'submitted', 'approved', 'returned', 'withdrawn')),
        level                text CONSTRAINT warning_message_known_level CHECK (level IN ('yellow', 'orange', 'red')),
        basis                text NOT NULL CONSTRAINT warning_message_known_basis CHECK (basis IN ('own_forecast', 'upper_level_order', 'regional_linkage')),
        reason               text NOT NULL,
        document_number      text,
        warning_effective_at timestamptz,
        response_start_at    timestamptz,
        planned_end_at       timestamptz,
        preview_hash         text,
        drafted_by           uuid NOT NULL,
        drafted_at           timestamptz NOT NULL DEFAULT clock_now(),
        submitted_at         timestamptz,
        decided_by           uuid,
        decided_at           timestamptz,
        return_reason        text,
        telephone_at         timestamptz,
        telephone_recorded_by uuid,
        countersigned_at     timestamptz,
        version              int NOT NULL DEFAULT 1,
        CONSTRAINT warning_message_in_order UNIQUE (warning_id, ordinal),
        CONSTRAINT warning_message_level_with_kind CHECK ((kind IN ('issue', 'raise', 'lower')) = (level IS NOT NULL)),
        CONSTRAINT warning_message_two_people CHECK (state <> 'approved' OR decided_by IS DISTINCT FROM drafted_by),
        CONSTRAINT warning_message_decided CHECK (state <> 'approved' OR decided_by IS NOT NULL AND decided_at IS NOT NULL),
        CONSTRAINT warning_message_ends_after_start CHECK (planned_end_at IS NULL OR response_start_at IS NULL OR planned_end_at > response_start_at)
      );
      CREATE UNIQUE INDEX warning_message_one_open ON warning_message (warning_id) WHERE state IN ('draft', 'submitted', 'returned');

      INSERT INTO platform_transition (machine, from_state, to_state) VALUES
        ('warning', 'drafted', 'issued'), ('warning', 'drafted', 'withdrawn'),
        ('warning', 'issued', 'suspended'), ('warning', 'suspended', 'issued'),
        ('warning', 'issued', 'lifted'), ('warning', 'suspended', 'lifted'),
        ('warning', 'issued', 'revoked'), ('warning', 'suspended', 'revoked'),
        ('warning-message', 'draft', 'submitted'), ('warning-message', 'draft', 'withdrawn'),
        ('warning-message', 'submitted', 'approved'), ('warning-message', 'submitted', 'returned'), ('warning-message', 'submitted', 'withdrawn'),
        ('warning-message', 'returned', 'submitted'), ('warning-message', 'returned', 'withdrawn');

      CREATE TRIGGER warning_series_version BEFORE UPDATE ON warning_series FOR EACH ROW EXECUTE FUNCTION platform_guard_version();
      CREATE TRIGGER warning_series_state BEFORE UPDATE OF state ON warning_series FOR EACH ROW
        WHEN (OLD.state IS DISTINCT FROM NEW.state) EXECUTE FUNCTION platform_guard_state('warning');
      CREATE TRIGGER warning_message_version BEFORE UPDATE ON warning_message FOR EACH ROW EXECUTE FUNCTION platform_guard_version();
      CREATE TRIGGER warning_message_state BEFORE UPDATE OF state ON warning_message FOR EACH ROW
        WHEN (OLD.state IS DISTINCT FROM NEW.state) EXECUTE FUNCTION platform_guard_state('warning-message');

      -- What was approved stays as it was approved; only the countersignature of a telephone approval may follow.
      CREATE FUNCTION warning_message_keep_approved() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF (to_jsonb(OLD) - 'countersigned_at' - 'version') IS DISTINCT FROM (to_jsonb(NEW) - 'countersigned_at' - 'version')
           OR OLD.countersigned_at IS NOT NULL OR OLD.telephone_at IS NULL THEN
          RAISE EXCEPTION 'an approved message is never changed' USING ERRCODE = 'QK003';
        END IF;
        RETURN NEW;
      END $$;
      CREATE TRIGGER warning_message_approved BEFORE UPDATE ON warning_message FOR EACH ROW
        WHEN (OLD.state = 'approved') EXECUTE FUNCTION warning_message_keep_approved();

      CREATE FUNCTION warning_face_series(in_jurisdiction uuid)
      RETURNS TABLE (warning_id uuid, number text, state text, level text, exercise boolean) LANGUAGE sql STABLE AS $$
        SELECT id, number, state, level, exercise FROM warning_series WHERE jurisdiction_id = in_jurisdiction
      $$;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP FUNCTION warning_face_series(uuid);
      DROP TABLE warning_message, warning_series;
      DROP FUNCTION warning_message_keep_approved();
      DELETE FROM platform_transition WHERE machine IN ('warning', 'warning-message');
    `);
  }
}
