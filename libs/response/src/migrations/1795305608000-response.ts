import type { MigrationInterface, QueryRunner } from 'typeorm';

/** 应急响应: one stretch of obligations, with the plan version it was activated under. */
export class Response1795305608000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE response_response (
        id              uuid PRIMARY KEY,
        jurisdiction_id uuid NOT NULL,
        warning_id      uuid NOT NULL CONSTRAINT response_one_per_warning UNIQUE,
        number          text NOT NULL,
        plan_version_id uuid NOT NULL,
        warning_level   text NOT NULL,
        level           text NOT NULL CONSTRAINT response_known_level CHECK (level IN ('III', 'II', 'I')),
        revision        int NOT NULL DEFAULT 1,
        state           text NOT NULL CONSTRAINT response_known_state CHECK (state IN ('active', 'suspended', 'lifted', 'closed')),
        exercise        boolean NOT NULL,
        speed           int NOT NULL,
        starts_at       timestamptz NOT NULL,
        activated_at    timestamptz NOT NULL,
        suspended_at    timestamptz,
        lifted_at       timestamptz,
        revoked         boolean NOT NULL DEFAULT false,
        closed_at       timestamptz,
        version         int NOT NULL DEFAULT 1
      );
      -- At most one per jurisdiction and episode; an exercise may run beside the real one.
      CREATE UNIQUE INDEX response_one_in_force ON response_response (jurisdiction_id, exercise) WHERE state IN ('active', 'suspended');

      INSERT INTO platform_transition (machine, from_state, to_state) VALUES
        ('response', 'active', 'suspended'), ('response', 'suspended', 'active'),
        ('response', 'active', 'lifted'), ('response', 'suspended', 'lifted'), ('response', 'lifted', 'closed');
      CREATE TRIGGER response_response_version BEFORE UPDATE ON response_response FOR EACH ROW EXECUTE FUNCTION platform_guard_version();
      CREATE TRIGGER response_response_state BEFORE UPDATE OF state ON response_response FOR EACH ROW
        WHEN (OLD.state IS DISTINCT FROM NEW.state) EXECUTE FUNCTION platform_guard_state('response');

      CREATE FUNCTION response_face_responses(in_jurisdiction uuid)
      RETURNS TABLE (response_id uuid, warning_id uuid, number text, warning_level text, level text, revision int, state text, exercise boolean, speed int,
                     plan_version_id uuid, starts_at timestamptz, activated_at timestamptz, lifted_at timestamptz) LANGUAGE sql STABLE AS $$
        SELECT id, warning_id, number, warning_level, level, revision, state, exercise, speed, plan_version_id, starts_at, activated_at, lifted_at
          FROM response_response WHERE jurisdiction_id = in_jurisdiction
      $$;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP FUNCTION response_face_responses(uuid);
      DROP TABLE response_response;
      DELETE FROM platform_transition WHERE machine = 'response';
    `);
  }
}
