import type { MigrationInterface, QueryRunner } from 'typeorm';

/** 外部渠道: the ledger learns of ways out of the product; messages, gateways and receipts get rows of their own. */
export class Outside1795400500000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TYPE notification_parcel_state AS ENUM ('waiting', 'sending', 'sent', 'failed', 'withdrawn');

      CREATE TABLE notification_parcel (
        id              bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        jurisdiction_id uuid NOT NULL,
        gateway         text NOT NULL,
        contact_id      bigint NOT NULL,
        key             uuid NOT NULL DEFAULT gen_random_uuid() CONSTRAINT notification_parcel_one_per_key UNIQUE,
        state           notification_parcel_state NOT NULL DEFAULT 'waiting',
        attempts        int NOT NULL DEFAULT 0,
        uncertain       boolean NOT NULL DEFAULT false,
        next_at         timestamptz NOT NULL DEFAULT clock_now(),
        lease           uuid,
        left_at         timestamptz,
        reference       text,
        failure_code    text,
        failure         text,
        made_at         timestamptz NOT NULL DEFAULT clock_now(),
        opened_at       timestamptz NOT NULL DEFAULT clock_now(),
        CONSTRAINT notification_parcel_leased_while_sending CHECK (state <> 'sending' OR lease IS NOT NULL)
      ) WITH (fillfactor = 80);
      COMMENT ON COLUMN notification_parcel.id IS 'The order number 指令号 that its reader sees, the same in every repetition.';
      COMMENT ON COLUMN notification_parcel.key IS 'What the provider knows it by. Another one only after a failure that is certain, when it is sent again on purpose.';
      COMMENT ON COLUMN notification_parcel.uncertain IS 'Something may have left, and nobody knows whether it arrived. Written before it leaves.';
      COMMENT ON COLUMN notification_parcel.next_at IS 'waiting: not to be tried before; sending: the lease ends then.';
      COMMENT ON COLUMN notification_parcel.opened_at IS 'Since when it waits: made, or sent again by an operator.';
      CREATE INDEX notification_parcel_due ON notification_parcel (gateway, next_at, id) WHERE state IN ('waiting', 'sending');
      CREATE INDEX notification_parcel_pace ON notification_parcel (contact_id, left_at);
      CREATE INDEX notification_parcel_by_reference ON notification_parcel (gateway, reference) WHERE reference IS NOT NULL;

      CREATE TABLE notification_gateway (
        name            text PRIMARY KEY,
        breaker         text NOT NULL DEFAULT 'closed' CONSTRAINT notification_gateway_known_breaker CHECK (breaker IN ('closed', 'open', 'half_open')),
        failures        int NOT NULL DEFAULT 0,
        openings        int NOT NULL DEFAULT 0,
        retry_at        timestamptz,
        throttled_until timestamptz,
        allowance       float8,
        allowance_at    timestamptz,
        last_success_at timestamptz,
        last_error_at   timestamptz,
        last_error_code text,
        last_error      text
      );
      COMMENT ON TABLE notification_gateway IS 'What all workers know of a gateway of the installation: its breaker, its pace, its last error.';

      CREATE TABLE notification_receipt (
        id        bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        gateway   text NOT NULL,
        key       uuid,
        reference text,
        outcome   text NOT NULL CONSTRAINT notification_receipt_known_outcome CHECK (outcome IN ('delivered', 'failed')),
        code      text,
        parcel_id bigint REFERENCES notification_parcel,
        at        timestamptz NOT NULL DEFAULT clock_now(),
        CONSTRAINT notification_receipt_once UNIQUE NULLS NOT DISTINCT (gateway, key, reference, outcome)
      );
      COMMENT ON COLUMN notification_receipt.parcel_id IS 'Null: it came before we wrote down what the provider calls the message.';
      CREATE INDEX notification_receipt_early ON notification_receipt (gateway, reference) WHERE parcel_id IS NULL;

      ALTER TABLE notification_delivery
        ADD COLUMN gateway      text,
        ADD COLUMN contact_id   bigint NOT NULL DEFAULT 0,
        ADD COLUMN parcel_id    bigint REFERENCES notification_parcel,
        ADD COLUMN failure_code text,
        ADD COLUMN replayed_at  timestamptz,
        DROP CONSTRAINT notification_delivery_known_channel,
        ADD CONSTRAINT notification_delivery_known_channel
            CHECK (channel IN ('in_app', 'sms', 'email', 'webhook', 'wecom', 'dingtalk', 'feishu')),
        DROP CONSTRAINT notification_delivery_once,
        ADD CONSTRAINT notification_delivery_once UNIQUE (subject, kind, round, unit_id, person_id, channel, contact_id),
        ADD CONSTRAINT notification_delivery_outside_has_contact CHECK ((channel = 'in_app') = (contact_id = 0) AND (channel = 'in_app') = (gateway IS NULL)),
        ADD CONSTRAINT notification_delivery_exercise_stays_inside CHECK (channel = 'in_app' OR NOT exercise);
      CREATE INDEX notification_delivery_unpacked ON notification_delivery (gateway, contact_id) WHERE state = 'queued' AND parcel_id IS NULL;
      CREATE INDEX notification_delivery_by_parcel ON notification_delivery (parcel_id) WHERE parcel_id IS NOT NULL;
      CREATE INDEX notification_delivery_failed ON notification_delivery (thread) WHERE state = 'failed';

      INSERT INTO platform_transition (machine, from_state, to_state) VALUES
        ('parcel', 'waiting', 'sending'), ('parcel', 'waiting', 'failed'), ('parcel', 'waiting', 'withdrawn'), ('parcel', 'waiting', 'sent'),
        ('parcel', 'sending', 'sent'), ('parcel', 'sending', 'waiting'), ('parcel', 'sending', 'failed'), ('parcel', 'sending', 'withdrawn'),
        ('parcel', 'sent', 'failed'), ('parcel', 'failed', 'sent'), ('parcel', 'failed', 'waiting');
      CREATE TRIGGER notification_parcel_state BEFORE UPDATE OF state ON notification_parcel FOR EACH ROW
        WHEN (OLD.state IS DISTINCT FROM NEW.state) EXECUTE FUNCTION platform_guard_state('parcel');
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DELETE FROM notification_delivery WHERE channel <> 'in_app';
      DROP INDEX notification_delivery_failed, notification_delivery_by_parcel, notification_delivery_unpacked;
      ALTER TABLE notification_delivery
        DROP CONSTRAINT notification_delivery_exercise_stays_inside,
        DROP CONSTRAINT notification_delivery_outside_has_contact,
        DROP CONSTRAINT notification_delivery_once,
        ADD CONSTRAINT notification_delivery_once UNIQUE (subject, kind, round, unit_id, person_id, channel),
        DROP CONSTRAINT notification_delivery_known_channel,
        ADD CONSTRAINT notification_delivery_known_channel CHECK (channel IN ('in_app')),
        DROP COLUMN replayed_at,
        DROP COLUMN failure_code,
        DROP COLUMN parcel_id,
        DROP COLUMN contact_id,
        DROP COLUMN gateway;
      DROP TABLE notification_receipt, notification_gateway, notification_parcel;
      DROP TYPE notification_parcel_state;
      DELETE FROM platform_transition WHERE machine = 'parcel';
    `);
  }
}
