import type { MigrationInterface, QueryRunner } from 'typeorm';

/** 不适用的情形: frozen with the version, so that who receives a measure reads in whose case it does not apply. */
export class PlanExemptions1795405200000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE plan_measure ADD COLUMN exemptions text[] NOT NULL DEFAULT '{}';
      -- What was published before says it in its content; nothing of what it says is changed.
      ALTER TABLE plan_measure DISABLE TRIGGER plan_measure_is_insert_only;
      UPDATE plan_measure measure SET exemptions = said.exemptions
        FROM (SELECT version.id, one ->> 'no' AS no, ARRAY(SELECT jsonb_array_elements_text(one -> 'exemptions')) AS exemptions
                FROM plan_version version JOIN plan_plan plan ON plan.id = version.plan_id, jsonb_array_elements(plan.content -> 'measures') one
               WHERE jsonb_typeof(one -> 'exemptions') = 'array') said
       WHERE measure.version_id = said.id AND measure.no = said.no;
      ALTER TABLE plan_measure ENABLE TRIGGER plan_measure_is_insert_only;

      CREATE FUNCTION plan_face_exemptions(in_version uuid)
      RETURNS TABLE (measure_no text, exemptions text[]) LANGUAGE sql STABLE AS $$
        SELECT no, exemptions FROM plan_measure WHERE version_id = in_version AND phase = 'emergency'
      $$;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP FUNCTION plan_face_exemptions(uuid); ALTER TABLE plan_measure DROP COLUMN exemptions');
  }
}
