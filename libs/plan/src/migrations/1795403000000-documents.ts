import type { MigrationInterface, QueryRunner } from 'typeorm';

/** 上传的文件: the document of a plan as it came, how far its import is, and drafts that were taken back. */
export class PlanDocuments1795403000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE plan_document (
        id              uuid PRIMARY KEY,
        jurisdiction_id uuid NOT NULL,
        name            text NOT NULL,
        size            int NOT NULL,
        sha256          text NOT NULL CONSTRAINT plan_document_sealed CHECK (sha256 ~ '^[0-9a-f]{64}$'),
        bytes           bytea NOT NULL,
        kept_by         uuid NOT NULL,
        kept_at         timestamptz NOT NULL,
        step            text NOT NULL DEFAULT 'kept' CONSTRAINT plan_document_known_step CHECK (step IN ('kept', 'opening', 'reading', 'keeping', 'imported', 'refused')),
        done            int NOT NULL DEFAULT 0,
        total           int NOT NULL DEFAULT 0,
        refusal         jsonb,
        plan_id         uuid,
        CONSTRAINT plan_document_of_its_size CHECK (size = octet_length(bytes)),
        CONSTRAINT plan_document_became_a_plan CHECK (step <> 'imported' OR plan_id IS NOT NULL)
      );
      CREATE INDEX plan_document_without_plan ON plan_document (kept_at) WHERE plan_id IS NULL;
      COMMENT ON COLUMN plan_document.bytes IS 'The file, unchanged. Kept for ever once a plan was read from it.';
      ALTER TABLE plan_document ALTER COLUMN bytes SET STORAGE EXTERNAL;

      CREATE FUNCTION plan_keep_document() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        RAISE EXCEPTION 'an uploaded document stays as it came' USING ERRCODE = 'QK003';
      END $$;
      CREATE TRIGGER plan_document_keeps BEFORE UPDATE OF jurisdiction_id, name, size, sha256, bytes, kept_by, kept_at ON plan_document
        FOR EACH ROW EXECUTE FUNCTION plan_keep_document();

      CREATE FUNCTION plan_retire_documents(most int) RETURNS int LANGUAGE sql SECURITY DEFINER SET search_path = public AS $$
        WITH oldest AS MATERIALIZED (
          SELECT id FROM plan_document WHERE plan_id IS NULL AND kept_at < clock_now() - interval '7 days' ORDER BY kept_at LIMIT most FOR UPDATE SKIP LOCKED
        ), gone AS (
          DELETE FROM plan_document document USING oldest WHERE document.id = oldest.id RETURNING 1
        )
        SELECT count(*)::int FROM gone
      $$;
      REVOKE EXECUTE ON FUNCTION plan_retire_documents(int) FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION plan_retire_documents(int) TO qingkong_app;

      ALTER TABLE plan_plan ADD COLUMN document_id uuid;
      COMMENT ON COLUMN plan_plan.document_id IS 'The file it was read from; null for text that came without one.';
      ALTER TABLE plan_plan DROP CONSTRAINT plan_plan_known_state;
      ALTER TABLE plan_plan ADD CONSTRAINT plan_plan_known_state CHECK (state IN ('draft', 'published', 'retired', 'undone'));
      INSERT INTO platform_transition VALUES ('plan', 'draft', 'undone');
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DELETE FROM platform_transition WHERE (machine, from_state, to_state) = ('plan', 'draft', 'undone');
      ALTER TABLE plan_plan DROP CONSTRAINT plan_plan_known_state;
      ALTER TABLE plan_plan ADD CONSTRAINT plan_plan_known_state CHECK (state IN ('draft', 'published', 'retired')) NOT VALID;
      ALTER TABLE plan_plan DROP COLUMN document_id;
      DROP FUNCTION plan_retire_documents(int);
      DROP TABLE plan_document;
      DROP FUNCTION plan_keep_document();
    `);
  }
}
