import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Small tables that every list joins: by default the first fifty rows are never counted, the planner takes a district for two units and reads whole ledgers (docs/decisions/plans.md). */
export class ChecklistStatistics1795406230000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE checklist_line SET (autovacuum_analyze_threshold = 10);
      ALTER TABLE checklist_lead SET (autovacuum_analyze_threshold = 10);
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE checklist_lead RESET (autovacuum_analyze_threshold);
      ALTER TABLE checklist_line RESET (autovacuum_analyze_threshold);
    `);
  }
}
