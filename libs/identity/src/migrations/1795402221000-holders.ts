import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who holds a role, approver or commander, among all the grants of a nation's units. */
export class IdentityHolders1795402221000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query('CREATE INDEX identity_grant_by_role ON identity_grant (role, user_id) WHERE revoked_at IS NULL');
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP INDEX identity_grant_by_role');
  }
}
