import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which life of the installation this is: a restore from a backup begins another, and jobs of the one before mean nothing in it. */
export class RestoreEpoch1795400901000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE platform_restore_epoch (
        only_one    boolean PRIMARY KEY DEFAULT true CHECK (only_one),
        epoch       uuid NOT NULL DEFAULT gen_random_uuid(),
        restored_at timestamptz,
        backup_at   timestamptz
      );
      COMMENT ON TABLE platform_restore_epoch IS 'Jobs carry the epoch; a worker ignores those of another. Drawn anew by every restore, so two restores of one backup differ.';
      INSERT INTO platform_restore_epoch DEFAULT VALUES;
      REVOKE INSERT, UPDATE ON platform_restore_epoch FROM qingkong_app;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE platform_restore_epoch');
  }
}
