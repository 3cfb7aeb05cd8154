import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Small tables that every list joins: by default the first fifty rows are never counted, the planner takes a district for two units and reads whole ledgers (docs/decisions/plans.md). */
export class IdentityStatistics1795406210000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE identity_user SET (autovacuum_analyze_threshold = 10);
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE identity_user RESET (autovacuum_analyze_threshold);
    `);
  }
}
