import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How often the sweep handed a batch on again, not only whether: each time is a job of its own in the queue. */
export class PlatformRepairs1795401100000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE journal_batch RENAME COLUMN repaired TO repairs;
      ALTER TABLE journal_batch ALTER COLUMN repairs DROP DEFAULT, ALTER COLUMN repairs TYPE integer USING repairs::integer, ALTER COLUMN repairs SET DEFAULT 0;
      COMMENT ON COLUMN journal_batch.repairs IS 'How often the sweep handed it on again; said in the journal the first time.';
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE journal_batch ALTER COLUMN repairs DROP DEFAULT, ALTER COLUMN repairs TYPE boolean USING repairs > 0, ALTER COLUMN repairs SET DEFAULT false;
      ALTER TABLE journal_batch RENAME COLUMN repairs TO repaired;
      COMMENT ON COLUMN journal_batch.repaired IS 'The sweep handed it on again, and has said so.';
    `);
  }
}
