import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * An inbox is read whole, not only what is unread: without the rest in an index each unit that opens it reads the deliveries of
 * the nation. The condition on read_at goes too, because it made every reading write all indexes of the row.
 */
export class InboxByUnit1795402103000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE INDEX notification_delivery_by_unit ON notification_delivery (unit_id, id);
      DROP INDEX notification_delivery_unread;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE INDEX notification_delivery_unread ON notification_delivery (unit_id, id) WHERE read_at IS NULL;
      DROP INDEX notification_delivery_by_unit;
    `);
  }
}
