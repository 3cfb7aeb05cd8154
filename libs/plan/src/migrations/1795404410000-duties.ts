import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What later contexts ask of a plan between responses: its recurring duties, who carries them out, and the holidays by which they move. */
export class PlanDuties1795404410000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE FUNCTION plan_face_duties(in_version uuid)
      RETURNS TABLE (measure_no text, measure_title text, deadline jsonb, season_from date, season_to date) LANGUAGE sql STABLE AS $$
        SELECT m.no, m.title, m.deadline, plan.season_from, plan.season_to
          FROM plan_measure m JOIN plan_version v ON v.id = m.version_id JOIN plan_plan plan ON plan.id = v.plan_id
         WHERE m.version_id = in_version AND m.phase <> 'emergency' AND m.deadline ? 'recurrence'
      $$;

      CREATE FUNCTION plan_face_duty_doers(in_version uuid)
      RETURNS TABLE (measure_no text, unit_id bigint, group_id bigint) LANGUAGE sql STABLE AS $$
        SELECT a.measure_no, a.unit_id, a.group_id
          FROM plan_assignment a JOIN plan_measure m ON m.version_id = a.version_id AND m.no = a.measure_no
         WHERE a.version_id = in_version AND a.role = 'responsible' AND m.phase <> 'emergency' AND m.deadline ? 'recurrence'
      $$;

      CREATE FUNCTION plan_face_holiday_years(in_jurisdiction uuid)
      RETURNS TABLE (year int, days jsonb) LANGUAGE sql STABLE AS $$
        SELECT y.year, y.days FROM plan_holiday_year y WHERE y.jurisdiction_id = in_jurisdiction
      $$;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP FUNCTION plan_face_holiday_years(uuid), plan_face_duty_doers(uuid), plan_face_duties(uuid)');
  }
}
