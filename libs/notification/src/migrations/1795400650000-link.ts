import type { MigrationInterface, QueryRunner } from 'typeorm';

/** 免登签收: which one-time link was used for what. The primary key is what makes it one-time. */
export class Link1795400650000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE notification_link_use (
        delivery_id     bigint PRIMARY KEY REFERENCES notification_delivery,
        jurisdiction_id uuid NOT NULL,
        subject         text NOT NULL,
        round           int NOT NULL,
        person_id       bigint NOT NULL,
        channel         text NOT NULL,
        client_key      text,
        at              timestamptz NOT NULL,
        CONSTRAINT notification_link_use_once_per_round UNIQUE (subject, round)
      );
      COMMENT ON TABLE notification_link_use IS 'Of several links to one order the first that is used counts; the others find it acknowledged.';
      COMMENT ON COLUMN notification_link_use.client_key IS 'Made on the telephone before sending: whoever repeats a request because its answer was lost is no stranger.';
      CREATE TRIGGER notification_link_use_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON notification_link_use
        FOR EACH STATEMENT EXECUTE FUNCTION platform_refuse_change();

      CREATE FUNCTION notification_face_link_uses(in_jurisdiction uuid)
      RETURNS TABLE (delivery_id bigint, subject text, round int, person_id bigint, channel text, at timestamptz) LANGUAGE sql STABLE AS $$
        SELECT delivery_id, subject, round, person_id, channel, at FROM notification_link_use WHERE jurisdiction_id = in_jurisdiction
      $$;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`DROP FUNCTION notification_face_link_uses(uuid); DROP TABLE notification_link_use;`);
  }
}
