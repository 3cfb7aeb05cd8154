import type { MigrationInterface, QueryRunner } from 'typeorm';

/** 送达台账: who was told what, by which channel, when, and how far it got. */
export class Notification1795305605000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TYPE notification_state AS ENUM ('queued', 'sent', 'delivered', 'read', 'acknowledged', 'failed');

      CREATE TABLE notification_delivery (
        id              bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        jurisdiction_id uuid NOT NULL,
        thread          uuid,
        kind            text NOT NULL,
        subject         text NOT NULL,
        round           int NOT NULL,
        unit_id         bigint NOT NULL,
        person_id       bigint NOT NULL DEFAULT 0,
        channel         text NOT NULL CONSTRAINT notification_delivery_known_channel CHECK (channel IN ('in_app')),
        exercise        boolean NOT NULL,
        state           notification_state NOT NULL,
        facts           jsonb,
        queued_at       timestamptz NOT NULL DEFAULT clock_now(),
        sent_at         timestamptz,
        delivered_at    timestamptz,
        read_at         timestamptz,
        acknowledged_at timestamptz,
        failure         text,
        cause_id        bigint,
        CONSTRAINT notification_delivery_once UNIQUE (subject, kind, round, unit_id, person_id, channel)
      ) WITH (fillfactor = 85);
      COMMENT ON COLUMN notification_delivery.person_id IS '0: the inbox of the unit, seen by everybody who works for it.';
      COMMENT ON COLUMN notification_delivery.round IS 'Which time this is said: the revision of a checklist, the step of a clock.';
      CREATE INDEX notification_delivery_by_thread ON notification_delivery (thread, id);
      CREATE INDEX notification_delivery_unread ON notification_delivery (unit_id, id) WHERE read_at IS NULL;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`DROP TABLE notification_delivery; DROP TYPE notification_state;`);
  }
}
