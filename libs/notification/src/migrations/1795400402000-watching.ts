import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What waits or has failed is looked at with every scrape, in a ledger that grows for ever. */
export class NotificationWatching1795400402000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`CREATE INDEX notification_delivery_unsettled ON notification_delivery (state, queued_at) WHERE state IN ('queued', 'failed')`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`DROP INDEX notification_delivery_unsettled`);
  }
}
