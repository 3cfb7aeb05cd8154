import type { MigrationInterface, QueryRunner } from 'typeorm';

/** 常态任务: each day on which a recurring measure of the plan in force falls due for a unit, and the clock that says so. */
export class Duty1795404420000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE duty_occurrence (
        id              bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        jurisdiction_id uuid NOT NULL,
        version_id      uuid NOT NULL,
        measure_no      text NOT NULL,
        measure_title   text NOT NULL,
        unit_id         bigint NOT NULL,
        nominal_on      date NOT NULL,
        due_on          date NOT NULL,
        settled         boolean NOT NULL,
        ring_at         timestamptz,
        rung_at         timestamptz,
        CONSTRAINT duty_occurrence_once UNIQUE (version_id, measure_no, unit_id, nominal_on)
      );
      COMMENT ON COLUMN duty_occurrence.nominal_on IS 'The day by the calendar alone; due_on is where holidays moved it.';
      COMMENT ON COLUMN duty_occurrence.settled IS 'False: a year without holidays on record took part, and the day may move once it is entered.';
      COMMENT ON COLUMN duty_occurrence.ring_at IS 'When its unit is told; null once that was done, or nobody is to be told any more.';
      CREATE INDEX duty_occurrence_ringing ON duty_occurrence (ring_at) WHERE ring_at IS NOT NULL;
      CREATE INDEX duty_occurrence_coming ON duty_occurrence (jurisdiction_id, nominal_on);
      CREATE TRIGGER duty_occurrence_stays BEFORE DELETE OR TRUNCATE ON duty_occurrence FOR EACH STATEMENT EXECUTE FUNCTION platform_refuse_change();
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE duty_occurrence');
  }
}
