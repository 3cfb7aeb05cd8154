import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Small tables that every list joins: by default the first fifty rows are never counted, the planner takes a district for two units and reads whole ledgers (docs/decisions/plans.md). */
export class DirectoryStatistics1795406200000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE directory_unit SET (autovacuum_analyze_threshold = 10);
      ALTER TABLE directory_person SET (autovacuum_analyze_threshold = 10);
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE directory_person RESET (autovacuum_analyze_threshold);
      ALTER TABLE directory_unit RESET (autovacuum_analyze_threshold);
    `);
  }
}
