import type { MigrationInterface, QueryRunner } from 'typeorm';

/** 不适用的情形 stands in the frozen wording, beside the requirement. */
export class ChecklistExemptions1795405300000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`ALTER TABLE checklist_line ADD COLUMN exemptions text[] NOT NULL DEFAULT '{}'`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('ALTER TABLE checklist_line DROP COLUMN exemptions');
  }
}
