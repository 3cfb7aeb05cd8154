import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * How soon autovacuum follows the tables of a night (docs/decisions/retention.md). Nothing is deleted here: what a unit was ordered
 * and what it answered is the record. Both tables leave room on their pages for one more version (fillfactor, first migration).
 */
export class ChecklistVacuum1795402260000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE checklist_checklist SET (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_threshold = 5000, autovacuum_analyze_scale_factor = 0.02);
      ALTER TABLE checklist_item SET (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_threshold = 20000, autovacuum_analyze_scale_factor = 0.02);
      ALTER TABLE checklist_answer SET (autovacuum_vacuum_insert_scale_factor = 0.05, autovacuum_analyze_scale_factor = 0.02);
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE checklist_answer RESET (autovacuum_vacuum_insert_scale_factor, autovacuum_analyze_scale_factor);
      ALTER TABLE checklist_item RESET (autovacuum_vacuum_scale_factor, autovacuum_vacuum_threshold, autovacuum_analyze_scale_factor);
      ALTER TABLE checklist_checklist RESET (autovacuum_vacuum_scale_factor, autovacuum_vacuum_threshold, autovacuum_analyze_scale_factor);
    `);
  }
}
