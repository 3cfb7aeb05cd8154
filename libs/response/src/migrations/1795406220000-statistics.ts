import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Small tables that every list joins: by default the first fifty rows are never counted, the planner takes a district for two units and reads whole ledgers (docs/decisions/plans.md). */
export class ResponseStatistics1795406220000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE response_response SET (autovacuum_analyze_threshold = 10);
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE response_response RESET (autovacuum_analyze_threshold);
    `);
  }
}
