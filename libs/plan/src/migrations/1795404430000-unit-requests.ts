import type { MigrationInterface, QueryRunner } from 'typeorm';

/** 请求登记单位: names that a plan uses and the directory lacks, handed to the system administrator. */
export class PlanUnitRequests1795404430000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE plan_unit_request (
        id              uuid PRIMARY KEY,
        jurisdiction_id uuid NOT NULL,
        plan_id         uuid NOT NULL REFERENCES plan_plan,
        name            text NOT NULL,
        measures        text[] NOT NULL,
        requested_by    uuid NOT NULL,
        requested_at    timestamptz NOT NULL,
        CONSTRAINT plan_unit_request_once UNIQUE (jurisdiction_id, plan_id, name)
      );
      CREATE TRIGGER plan_unit_request_stays BEFORE DELETE OR TRUNCATE ON plan_unit_request FOR EACH STATEMENT EXECUTE FUNCTION platform_refuse_change();
      CREATE TRIGGER plan_unit_request_is_insert_only BEFORE UPDATE ON plan_unit_request FOR EACH STATEMENT EXECUTE FUNCTION platform_refuse_change();
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE plan_unit_request');
  }
}
