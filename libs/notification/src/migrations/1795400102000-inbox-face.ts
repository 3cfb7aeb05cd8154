import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What stands in the inboxes of one story, for contexts that ask whether their message was placed at all. */
export class NotificationInboxFace1795400102000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE FUNCTION notification_face_inbox(in_thread uuid)
      RETURNS TABLE (subject text, kind text, round int, unit_id bigint) LANGUAGE sql STABLE AS $$
        SELECT subject, kind, round, unit_id FROM notification_delivery WHERE thread = in_thread AND channel = 'in_app'
      $$;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP FUNCTION notification_face_inbox(uuid)');
  }
}
