import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What platform lets go of, and how soon autovacuum follows its busy tables (docs/decisions/retention.md). A block is found by an
 * index on the time, so that it reads what it deletes and nothing else.
 */
export class PlatformRetention1795402200000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE INDEX journal_batch_by_age ON journal_batch (done_at) WHERE state IN ('done', 'split');
      CREATE FUNCTION platform_retire_batches(most int) RETURNS int LANGUAGE sql SECURITY DEFINER SET search_path = public AS $$
        WITH oldest AS MATERIALIZED (
          SELECT id FROM journal_batch WHERE state IN ('done', 'split') AND done_at < clock_now() - interval '7 days' ORDER BY done_at LIMIT most FOR UPDATE SKIP LOCKED
        ), gone AS (
          DELETE FROM journal_batch USING oldest WHERE journal_batch.id = oldest.id RETURNING 1
        )
        SELECT count(*)::int FROM gone
      $$;

      CREATE INDEX platform_idempotency_by_age ON platform_idempotency (at);
      CREATE FUNCTION platform_retire_keys(most int) RETURNS int LANGUAGE sql SECURITY DEFINER SET search_path = public AS $$
        WITH oldest AS MATERIALIZED (
          SELECT actor_id, key FROM platform_idempotency WHERE at < clock_now() - interval '90 days' ORDER BY at LIMIT most FOR UPDATE SKIP LOCKED
        ), gone AS (
          DELETE FROM platform_idempotency kept USING oldest WHERE kept.actor_id = oldest.actor_id AND kept.key = oldest.key RETURNING 1
        )
        SELECT count(*)::int FROM gone
      $$;

      -- By the clock that wrote it, which no test moves.
      CREATE FUNCTION platform_retire_processes(most int) RETURNS int LANGUAGE sql SECURITY DEFINER SET search_path = public AS $$
        WITH gone AS (
          DELETE FROM platform_heartbeat WHERE process IN (
            SELECT process FROM platform_heartbeat WHERE gone_at < clock_timestamp() - interval '7 days' LIMIT most FOR UPDATE SKIP LOCKED)
          RETURNING 1
        )
        SELECT count(*)::int FROM gone
      $$;
      REVOKE EXECUTE ON FUNCTION platform_retire_batches(int), platform_retire_keys(int), platform_retire_processes(int) FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION platform_retire_batches(int), platform_retire_keys(int), platform_retire_processes(int) TO qingkong_app;

      -- A worker of the version before still calls this one while the others are renewed. Its age was whatever the caller said.
      CREATE OR REPLACE FUNCTION journal_retire_batches(age interval) RETURNS bigint LANGUAGE sql SECURITY DEFINER SET search_path = public AS $$
        WITH gone AS (DELETE FROM journal_batch WHERE state IN ('done', 'split') AND done_at < clock_now() - greatest(age, interval '7 days') RETURNING 1)
        SELECT count(*) FROM gone
      $$;
    `);
    await db.query(`
      -- Emptied as fast as it is filled: what is dead in it lies in the relay's way.
      ALTER TABLE journal_pending SET (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 2000, autovacuum_vacuum_cost_delay = 0);
      -- Every batch leaves one dead row.
      ALTER TABLE journal_batch SET (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_threshold = 2000, autovacuum_analyze_scale_factor = 0.02);
      -- Only ever grow: frozen in small pieces, and analyzed soon enough to know what was added last.
      ALTER TABLE journal SET (autovacuum_vacuum_insert_scale_factor = 0.05, autovacuum_analyze_scale_factor = 0.02);
      ALTER TABLE journal_feed SET (autovacuum_vacuum_insert_scale_factor = 0.05, autovacuum_analyze_scale_factor = 0.02);
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE journal_feed RESET (autovacuum_vacuum_insert_scale_factor, autovacuum_analyze_scale_factor);
      ALTER TABLE journal RESET (autovacuum_vacuum_insert_scale_factor, autovacuum_analyze_scale_factor);
      ALTER TABLE journal_batch RESET (autovacuum_vacuum_scale_factor, autovacuum_vacuum_threshold, autovacuum_analyze_scale_factor);
      ALTER TABLE journal_pending RESET (autovacuum_vacuum_scale_factor, autovacuum_vacuum_threshold, autovacuum_vacuum_cost_delay);
      CREATE OR REPLACE FUNCTION journal_retire_batches(age interval) RETURNS bigint LANGUAGE sql SECURITY DEFINER SET search_path = public AS $$
        WITH gone AS (DELETE FROM journal_batch WHERE state IN ('done', 'split') AND done_at < clock_now() - age RETURNING 1)
        SELECT count(*) FROM gone
      $$;
      DROP FUNCTION platform_retire_processes(int), platform_retire_keys(int), platform_retire_batches(int);
      DROP INDEX journal_batch_by_age, platform_idempotency_by_age;
    `);
  }
}
