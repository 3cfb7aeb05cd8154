import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A version keeps what its dry run found and why it was published all the same; both are sealed with its row. */
export class PlanHoles1795403100000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE plan_version
        ADD COLUMN holes jsonb NOT NULL DEFAULT '[]',
        ADD COLUMN holes_reason text,
        ADD CONSTRAINT plan_version_holes_have_a_reason CHECK ((jsonb_array_length(holes) > 0) = (holes_reason IS NOT NULL));
      COMMENT ON COLUMN plan_version.holes IS 'Found by the dry run of the moment of publishing: [{code, field, measures, subject, units, message, todo}].';
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('ALTER TABLE plan_version DROP CONSTRAINT plan_version_holes_have_a_reason, DROP COLUMN holes_reason, DROP COLUMN holes');
  }
}
