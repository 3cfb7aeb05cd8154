import type { MigrationInterface, QueryRunner } from 'typeorm';

/** 节假日: one row per year and jurisdiction, because the State Council announces a year at a time and a missing year must be visible. */
export class Holidays1795402400000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE plan_holiday_year (
        id              uuid PRIMARY KEY,
        jurisdiction_id uuid NOT NULL,
        year            int NOT NULL CONSTRAINT plan_holiday_year_of_our_time CHECK (year BETWEEN 2000 AND 2100),
        days            jsonb NOT NULL CONSTRAINT plan_holiday_year_has_days CHECK (jsonb_typeof(days) = 'array' AND jsonb_array_length(days) > 0),
        source          text NOT NULL,
        set_by          uuid,
        set_at          timestamptz NOT NULL,
        version         int NOT NULL DEFAULT 1,
        CONSTRAINT plan_holiday_year_once UNIQUE (jurisdiction_id, year)
      );
      COMMENT ON TABLE plan_holiday_year IS 'Days off and make-up workdays as announced: [{day, type: off | work, name}]. A year without a row is unknown, not free of holidays.';
      COMMENT ON COLUMN plan_holiday_year.source IS 'The announcement it was taken from, or the library it was seeded from.';
      COMMENT ON COLUMN plan_holiday_year.set_by IS 'Null: seeded by the product.';
      CREATE TRIGGER plan_holiday_year_version BEFORE UPDATE ON plan_holiday_year FOR EACH ROW EXECUTE FUNCTION platform_guard_version();
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE plan_holiday_year');
  }
}
