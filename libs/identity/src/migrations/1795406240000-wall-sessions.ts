import type { MigrationInterface, QueryRunner } from 'typeorm';

/** 大屏会话: a session that only looks at the wall, and therefore may last. */
export class IdentityWallSessions1795406240000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE identity_session ADD COLUMN wall boolean NOT NULL DEFAULT false;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE identity_session DROP COLUMN wall;
    `);
  }
}
