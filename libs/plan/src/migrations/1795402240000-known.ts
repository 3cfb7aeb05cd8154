import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A plan that has just been published is what the next warning is raised by, and the planner believes that it has no rows: what then joined
 * the lines to the units asked for all groups again for each line. So publishing tells the planner, and does not wait for autovacuum.
 */
export class PlanKnown1795402240000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE FUNCTION plan_make_known() RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
      BEGIN
        ANALYZE plan_measure, plan_line, plan_assignment, plan_level, plan_clock, plan_version;
      END $$;
      REVOKE EXECUTE ON FUNCTION plan_make_known() FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION plan_make_known() TO qingkong_app;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP FUNCTION plan_make_known()');
  }
}
