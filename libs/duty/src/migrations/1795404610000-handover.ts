import type { MigrationInterface, QueryRunner } from 'typeorm';

/** 交接: who left what to whom, and who signed for it. */
export class Handover1795404610000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE duty_handover (
        id              uuid PRIMARY KEY,
        jurisdiction_id uuid NOT NULL,
        state           text NOT NULL,
        given_by        uuid NOT NULL,
        given_to        uuid NOT NULL CONSTRAINT duty_handover_to_somebody_else CHECK (given_to <> given_by),
        note            text NOT NULL,
        points          jsonb NOT NULL,
        given_at        timestamptz NOT NULL,
        standing        jsonb NOT NULL,
        taken_at        timestamptz,
        taken_standing  jsonb,
        withdrawn_at    timestamptz,
        version         int NOT NULL DEFAULT 1,
        CONSTRAINT duty_handover_known_state CHECK (state IN ('given', 'taken', 'withdrawn')),
        CONSTRAINT duty_handover_taken_is_signed CHECK ((state = 'taken') = (taken_at IS NOT NULL))
      );
      CREATE INDEX duty_handover_by_time ON duty_handover (jurisdiction_id, given_at DESC, id DESC);
      CREATE INDEX duty_handover_waiting ON duty_handover (given_to) WHERE state = 'given';
      COMMENT ON COLUMN duty_handover.standing IS 'What was running at that moment: counts of warnings, responses, open lists.';
      INSERT INTO platform_transition (machine, from_state, to_state) VALUES ('handover', 'given', 'taken'), ('handover', 'given', 'withdrawn');
      CREATE TRIGGER duty_handover_version BEFORE UPDATE ON duty_handover FOR EACH ROW EXECUTE FUNCTION platform_guard_version();
      CREATE TRIGGER duty_handover_state BEFORE UPDATE OF state ON duty_handover FOR EACH ROW
        WHEN (OLD.state IS DISTINCT FROM NEW.state) EXECUTE FUNCTION platform_guard_state('handover');
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP TABLE duty_handover;
      DELETE FROM platform_transition WHERE machine = 'handover';
    `);
  }
}
