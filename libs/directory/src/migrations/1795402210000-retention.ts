import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Contact codes are let go of after half a year (docs/decisions/retention.md). */
export class DirectoryRetention1795402210000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE INDEX directory_contact_code_by_age ON directory_contact_code (valid_until);
      CREATE FUNCTION directory_retire_contact_codes(most int) RETURNS int LANGUAGE sql SECURITY DEFINER SET search_path = public AS $$
        WITH oldest AS MATERIALIZED (
          SELECT id FROM directory_contact_code WHERE valid_until < clock_now() - interval '180 days' ORDER BY valid_until LIMIT most FOR UPDATE SKIP LOCKED
        ), gone AS (
          DELETE FROM directory_contact_code USING oldest WHERE directory_contact_code.id = oldest.id RETURNING 1
        )
        SELECT count(*)::int FROM gone
      $$;
      REVOKE EXECUTE ON FUNCTION directory_retire_contact_codes(int) FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION directory_retire_contact_codes(int) TO qingkong_app;
      -- How many codes somebody asked for within the hour was looked up by reading every code that ever was.
      CREATE INDEX directory_contact_code_by_asker ON directory_contact_code (asked_by, at);
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP INDEX directory_contact_code_by_asker;
      DROP FUNCTION directory_retire_contact_codes(int);
      DROP INDEX directory_contact_code_by_age;
    `);
  }
}
