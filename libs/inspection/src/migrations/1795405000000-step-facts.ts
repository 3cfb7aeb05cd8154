import type { MigrationInterface, QueryRunner } from 'typeorm';

/** 整改 and 回头看 on the spot: when and where they were done, which is not when the server heard of it. Steps of before know only that. */
export class StepFacts1795405000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE inspection_step ADD COLUMN done_at timestamptz, ADD COLUMN device_at timestamptz, ADD COLUMN place text,
        ADD COLUMN latitude double precision, ADD COLUMN longitude double precision`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE inspection_step DROP COLUMN done_at, DROP COLUMN device_at, DROP COLUMN place, DROP COLUMN latitude, DROP COLUMN longitude`);
  }
}
