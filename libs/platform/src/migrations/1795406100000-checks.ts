import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A check of the journal that is asked for and runs in a worker: the note of its end gets a beginning. What stands there already, and
 * what a tool of the version before still writes, are checks by the command line that have ended.
 */
export class PlatformChecks1795406100000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE journal_seal_check
        ALTER COLUMN seals SET DEFAULT 0,
        ALTER COLUMN entries SET DEFAULT 0,
        ADD COLUMN state           text NOT NULL DEFAULT 'finished' CONSTRAINT journal_seal_check_known_state CHECK (state IN ('waiting', 'running', 'finished')),
        ADD COLUMN source          text NOT NULL DEFAULT 'command' CONSTRAINT journal_seal_check_known_source CHECK (source IN ('console', 'command')),
        ADD COLUMN jurisdiction_id uuid,
        ADD COLUMN asked_by        uuid,
        ADD COLUMN run             int NOT NULL DEFAULT 0,
        ADD COLUMN hands           int NOT NULL DEFAULT 0,
        ADD COLUMN handed_at       timestamptz,
        ADD COLUMN began_at        timestamptz,
        ADD COLUMN seen_at         timestamptz,
        ADD COLUMN finished_at     timestamptz,
        ADD COLUMN of_seals        bigint,
        ADD COLUMN of_entries      bigint,
        ADD COLUMN unsealed        bigint,
        ADD COLUMN roots           bigint,
        ADD COLUMN roots_file      text,
        ADD COLUMN signed_by       text[],
        ADD COLUMN found           jsonb,
        ADD COLUMN trouble         text,
        ADD CONSTRAINT journal_seal_check_is_asked_by_somebody CHECK (source = 'command' OR (jurisdiction_id IS NOT NULL AND asked_by IS NOT NULL));
      COMMENT ON TABLE journal_seal_check IS 'Checks of the seals: asked for, running, and what was found. A note for the console, no proof.';
      COMMENT ON COLUMN journal_seal_check.at IS 'When it was asked for; of rows without finished_at, when it ended.';
      COMMENT ON COLUMN journal_seal_check.run IS 'How often a worker has taken it: whoever holds an earlier number writes nothing more.';
      COMMENT ON COLUMN journal_seal_check.hands IS 'How often the sweep handed it on again; said in the journal the first time.';
      COMMENT ON COLUMN journal_seal_check.seen_at IS 'When its worker last gave a sign of life, by the clock that no test moves.';
      COMMENT ON COLUMN journal_seal_check.finding IS 'The first bad row in words; null: none.';
      COMMENT ON COLUMN journal_seal_check.found IS 'The same as facts: code, entry, its kind, seal.';
      COMMENT ON COLUMN journal_seal_check.trouble IS 'Why the last run did not come to its end. In a finished row: why there is no result.';

      CREATE UNIQUE INDEX journal_seal_check_one_at_a_time ON journal_seal_check ((true)) WHERE state <> 'finished';

      INSERT INTO platform_transition (machine, from_state, to_state) VALUES
        ('journal-check', 'waiting', 'running'), ('journal-check', 'running', 'running'), ('journal-check', 'running', 'waiting'),
        ('journal-check', 'waiting', 'waiting'), ('journal-check', 'running', 'finished'), ('journal-check', 'waiting', 'finished');
      CREATE TRIGGER journal_seal_check_state BEFORE UPDATE OF state ON journal_seal_check FOR EACH ROW EXECUTE FUNCTION platform_guard_state('journal-check');
      CREATE TRIGGER journal_seal_check_result_stays BEFORE UPDATE ON journal_seal_check FOR EACH ROW
        WHEN (OLD.state = 'finished') EXECUTE FUNCTION platform_refuse_change();

      -- Not at, source, jurisdiction_id and asked_by: who asked, and when, is said once.
      GRANT UPDATE (state, run, hands, handed_at, began_at, seen_at, finished_at, seals, entries, of_seals, of_entries, unsealed, roots, roots_file, signed_by, finding, found, trouble)
        ON journal_seal_check TO qingkong_app;

      CREATE FUNCTION journal_face_checks()
      RETURNS TABLE (check_id bigint, state text, source text, asked_by uuid, asked_at timestamptz, began_at timestamptz, finished_at timestamptz, seals bigint, entries bigint,
                     of_seals bigint, of_entries bigint, unsealed bigint, roots bigint, roots_file text, finding text, found jsonb, trouble text) LANGUAGE sql STABLE AS $$
        SELECT id, state, source, asked_by, at, began_at, CASE WHEN state = 'finished' THEN coalesce(finished_at, at) END, seals, entries,
               of_seals, of_entries, unsealed, roots, roots_file, finding, found, trouble
          FROM journal_seal_check
      $$;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP FUNCTION journal_face_checks();
      DROP TRIGGER journal_seal_check_result_stays ON journal_seal_check;
      DROP TRIGGER journal_seal_check_state ON journal_seal_check;
      DELETE FROM platform_transition WHERE machine = 'journal-check';
      DROP INDEX journal_seal_check_one_at_a_time;
      -- What has no result is no note for the version before.
      DELETE FROM journal_seal_check WHERE state <> 'finished' OR (trouble IS NOT NULL AND finding IS NULL);
      REVOKE UPDATE (state, run, hands, handed_at, began_at, seen_at, finished_at, seals, entries, of_seals, of_entries, unsealed, roots, roots_file, signed_by, finding, found, trouble)
        ON journal_seal_check FROM qingkong_app;
      ALTER TABLE journal_seal_check
        DROP COLUMN trouble, DROP COLUMN found, DROP COLUMN signed_by, DROP COLUMN roots_file, DROP COLUMN roots, DROP COLUMN unsealed, DROP COLUMN of_entries, DROP COLUMN of_seals,
        DROP COLUMN finished_at, DROP COLUMN seen_at, DROP COLUMN began_at, DROP COLUMN handed_at, DROP COLUMN hands, DROP COLUMN run, DROP COLUMN asked_by, DROP COLUMN jurisdiction_id,
        DROP COLUMN source, DROP COLUMN state, ALTER COLUMN entries DROP DEFAULT, ALTER COLUMN seals DROP DEFAULT;
      COMMENT ON TABLE journal_seal_check IS 'When somebody last checked the seals, and what was found; null: nothing. A note for the console, no proof.';
      COMMENT ON COLUMN journal_seal_check.at IS NULL;
      COMMENT ON COLUMN journal_seal_check.finding IS NULL;
    `);
  }
}
