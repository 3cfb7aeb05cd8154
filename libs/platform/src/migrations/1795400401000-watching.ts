import type { MigrationInterface, QueryRunner } from 'typeorm';

/** When each leader last finished a pass: seen from outside, a leader that stands still looks like one that works. */
export class PlatformWatching1795400401000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`ALTER TABLE platform_leader ADD COLUMN passed_at timestamptz`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`ALTER TABLE platform_leader DROP COLUMN passed_at`);
  }
}
