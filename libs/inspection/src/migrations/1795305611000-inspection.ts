import type { MigrationInterface, QueryRunner } from 'typeorm';

/** 检查与问题台账: violations as they were found, and the ledger that follows each to its closing. */
export class Inspection1795305611000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE inspection_violation (
        id              uuid PRIMARY KEY,
        jurisdiction_id uuid NOT NULL,
        response_id     uuid,
        exercise        boolean NOT NULL,
        unit_id         bigint NOT NULL,
        measure_no      text,
        category        text NOT NULL,
        description     text,
        place           text,
        latitude        double precision,
        longitude       double precision,
        photos          uuid[] NOT NULL DEFAULT '{}',
        found_at        timestamptz NOT NULL,
        device_at       timestamptz,
        logged_at       timestamptz NOT NULL DEFAULT clock_now(),
        logged_by       uuid NOT NULL,
        CONSTRAINT inspection_violation_has_a_place CHECK (place IS NOT NULL OR latitude IS NOT NULL AND longitude IS NOT NULL)
      );
      COMMENT ON COLUMN inspection_violation.response_id IS 'Null: found on a routine check, outside of any response.';
      CREATE INDEX inspection_violation_by_response ON inspection_violation (response_id, id);
      CREATE TRIGGER inspection_violation_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON inspection_violation
        FOR EACH STATEMENT EXECUTE FUNCTION platform_refuse_change();

      CREATE TABLE inspection_problem (
        id              uuid PRIMARY KEY REFERENCES inspection_violation,
        jurisdiction_id uuid NOT NULL,
        state           text NOT NULL CONSTRAINT inspection_problem_known_state CHECK (state IN ('logged', 'assigned', 'rectified', 'rechecked', 'reopened', 'closed')),
        assigned_unit_id bigint,
        rectify_by      timestamptz,
        logged_by       uuid NOT NULL,
        rectified_by    uuid,
        rechecked_by    uuid,
        closed_by       uuid,
        version         int NOT NULL DEFAULT 1,
        CONSTRAINT inspection_problem_closer_is_another CHECK (state <> 'closed' OR closed_by <> logged_by AND closed_by IS DISTINCT FROM rectified_by)
      );
      CREATE TABLE inspection_step (
        id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        problem_id  uuid NOT NULL REFERENCES inspection_problem,
        step        text NOT NULL,
        note        text,
        photos      uuid[] NOT NULL DEFAULT '{}',
        done_by     uuid NOT NULL,
        at          timestamptz NOT NULL DEFAULT clock_now()
      );
      CREATE INDEX inspection_step_by_problem ON inspection_step (problem_id, id);

      INSERT INTO platform_transition (machine, from_state, to_state) VALUES
        ('problem', 'logged', 'assigned'), ('problem', 'assigned', 'rectified'), ('problem', 'reopened', 'rectified'),
        ('problem', 'rectified', 'rechecked'), ('problem', 'rectified', 'reopened'), ('problem', 'rechecked', 'closed'),
        ('problem', 'rechecked', 'reopened'), ('problem', 'closed', 'reopened');
      CREATE TRIGGER inspection_problem_version BEFORE UPDATE ON inspection_problem FOR EACH ROW EXECUTE FUNCTION platform_guard_version();
      CREATE TRIGGER inspection_problem_state BEFORE UPDATE OF state ON inspection_problem FOR EACH ROW
        WHEN (OLD.state IS DISTINCT FROM NEW.state) EXECUTE FUNCTION platform_guard_state('problem');
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP TABLE inspection_step, inspection_problem, inspection_violation;
      DELETE FROM platform_transition WHERE machine = 'problem';
    `);
  }
}
