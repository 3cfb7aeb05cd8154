import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What every context stands on: the clock, the journal and its hand-over, leaders, idempotency, guards of state machines. */
export class Platform1795305600000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT, UPDATE ON TABLES TO qingkong_app;
      ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO qingkong_app;
      GRANT SELECT ON platform_migration TO qingkong_app;

      -- The one clock. Stable within a statement, so that deadlines can use an index; a test database replaces it.
      CREATE FUNCTION clock_now() RETURNS timestamptz LANGUAGE sql STABLE PARALLEL SAFE AS 'SELECT statement_timestamp()';

      CREATE TABLE journal (
        id              bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        jurisdiction_id uuid NOT NULL,
        type            text NOT NULL,
        subject         text NOT NULL,
        thread          uuid,
        audience        text[] NOT NULL,
        data            jsonb NOT NULL,
        actor_id        uuid,
        request_id      text,
        cause_id        bigint,
        at              timestamptz NOT NULL DEFAULT clock_now()
      );
      CREATE INDEX journal_by_thread ON journal (thread, id) WHERE thread IS NOT NULL;
      COMMENT ON TABLE journal IS 'Insert-only: audit trail, timeline, feed and outbox. No phone number, private name or coordinate.';

      CREATE TABLE journal_pending (entry_id bigint PRIMARY KEY);
      COMMENT ON TABLE journal_pending IS 'Pointers to entries that the relay has not handed on; the relay removes them.';
      CREATE TABLE journal_head (only_one boolean PRIMARY KEY DEFAULT true CHECK (only_one), position bigint NOT NULL DEFAULT 0);
      INSERT INTO journal_head DEFAULT VALUES;
      CREATE TABLE journal_feed (position bigint PRIMARY KEY, entry_id bigint NOT NULL UNIQUE);

      CREATE TABLE journal_batch (
        id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        subscriber text NOT NULL,
        entries    bigint[] NOT NULL CONSTRAINT journal_batch_has_entries CHECK (cardinality(entries) > 0),
        state      text NOT NULL DEFAULT 'waiting' CONSTRAINT journal_batch_known_state CHECK (state IN ('waiting', 'done', 'split', 'dead')),
        attempts   smallint NOT NULL DEFAULT 0,
        error      text,
        handed_at  timestamptz NOT NULL DEFAULT clock_now(),
        done_at    timestamptz
      );
      CREATE INDEX journal_batch_waiting ON journal_batch (subscriber, id) WHERE state = 'waiting';
      CREATE INDEX journal_batch_dead ON journal_batch (id) WHERE state = 'dead';

      CREATE TABLE platform_leader (name text PRIMARY KEY, epoch bigint NOT NULL, since timestamptz NOT NULL);
      CREATE TABLE platform_timetable (name text PRIMARY KEY, ran_at timestamptz NOT NULL);
      CREATE TABLE platform_heartbeat (process text PRIMARY KEY, kind text NOT NULL, at timestamptz NOT NULL);
      CREATE TABLE platform_idempotency (
        actor_id    uuid NOT NULL,
        key         text NOT NULL,
        fingerprint bytea NOT NULL,
        answer      jsonb,
        at          timestamptz NOT NULL DEFAULT clock_now(),
        PRIMARY KEY (actor_id, key)
      );

      CREATE TABLE platform_transition (
        machine    text NOT NULL,
        from_state text NOT NULL,
        to_state   text NOT NULL,
        PRIMARY KEY (machine, from_state, to_state)
      );
      COMMENT ON TABLE platform_transition IS 'The state machines as tables; a trigger lets no row leave its own.';
    `);
    await db.query(`
      CREATE FUNCTION platform_guard_state() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF NOT EXISTS (SELECT 1 FROM platform_transition
                        WHERE machine = TG_ARGV[0] AND from_state = OLD.state::text AND to_state = NEW.state::text) THEN
          RAISE EXCEPTION '% may not go from % to %', TG_ARGV[0], OLD.state, NEW.state USING ERRCODE = 'QK001';
        END IF;
        RETURN NEW;
      END $$;

      CREATE FUNCTION platform_guard_version() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF NEW.version IS DISTINCT FROM OLD.version + 1 THEN
          RAISE EXCEPTION '%: version % cannot follow version %', TG_TABLE_NAME, NEW.version, OLD.version USING ERRCODE = 'QK002';
        END IF;
        RETURN NEW;
      END $$;

      CREATE FUNCTION platform_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        RAISE EXCEPTION '% is written once and never changed', TG_TABLE_NAME USING ERRCODE = 'QK003';
      END $$;

      CREATE TRIGGER journal_is_insert_only BEFORE UPDATE OR DELETE OR TRUNCATE ON journal
        FOR EACH STATEMENT EXECUTE FUNCTION platform_refuse_change();

      -- The journal's pen for statements that change many rows at once; Journal.append is the same for TypeScript.
      CREATE FUNCTION journal_write(jurisdiction uuid, type text, subject text, thread uuid, audience text[], data jsonb, actor uuid, request text)
      RETURNS bigint LANGUAGE sql AS $$
        WITH entry AS (
          INSERT INTO journal (jurisdiction_id, type, subject, thread, audience, data, actor_id, request_id)
          VALUES (jurisdiction, type, subject, thread, audience, data, actor, request) RETURNING id
        )
        INSERT INTO journal_pending (entry_id) SELECT id FROM entry RETURNING entry_id
      $$;

      -- Done batches are bookkeeping, not record. This function owns the only way to forget them.
      CREATE FUNCTION journal_retire_batches(age interval) RETURNS bigint LANGUAGE sql SECURITY DEFINER SET search_path = public AS $$
        WITH gone AS (DELETE FROM journal_batch WHERE state IN ('done', 'split') AND done_at < clock_now() - age RETURNING 1)
        SELECT count(*) FROM gone
      $$;
    `);
    await db.query(`
      REVOKE UPDATE ON journal, journal_feed, platform_transition, platform_migration FROM qingkong_app;
      REVOKE INSERT ON platform_transition, platform_migration, journal_head FROM qingkong_app;
      GRANT DELETE ON journal_pending TO qingkong_app;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP FUNCTION journal_retire_batches(interval), journal_write(uuid, text, text, uuid, text[], jsonb, uuid, text);
      DROP TABLE platform_transition, platform_idempotency, platform_heartbeat, platform_timetable, platform_leader,
                 journal_batch, journal_feed, journal_head, journal_pending, journal;
      DROP FUNCTION platform_refuse_change(), platform_guard_version(), platform_guard_state(), clock_now();
      ALTER DEFAULT PRIVILEGES IN SCHEMA public REVOKE ALL ON TABLES FROM qingkong_app;
      ALTER DEFAULT PRIVILEGES IN SCHEMA public REVOKE ALL ON SEQUENCES FROM qingkong_app;
    `);
  }
}
