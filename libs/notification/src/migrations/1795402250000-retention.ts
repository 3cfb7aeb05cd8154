import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The ledger is never shortened; only receipts that belong to no message of ours are let go of (docs/decisions/retention.md). */
export class NotificationRetention1795402250000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE INDEX notification_receipt_stray ON notification_receipt (at) WHERE parcel_id IS NULL;
      CREATE FUNCTION notification_retire_stray_receipts(most int) RETURNS int LANGUAGE sql SECURITY DEFINER SET search_path = public AS $$
        WITH oldest AS MATERIALIZED (
          SELECT id FROM notification_receipt WHERE parcel_id IS NULL AND at < clock_now() - interval '30 days' ORDER BY at LIMIT most FOR UPDATE SKIP LOCKED
        ), gone AS (
          DELETE FROM notification_receipt receipt USING oldest WHERE receipt.id = oldest.id RETURNING 1
        )
        SELECT count(*)::int FROM gone
      $$;
      REVOKE EXECUTE ON FUNCTION notification_retire_stray_receipts(int) FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION notification_retire_stray_receipts(int) TO qingkong_app;

      -- Each way from sent to acknowledged leaves up to three dead rows; the table only grows, so a share of it would be later every night.
      ALTER TABLE notification_delivery SET (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_threshold = 5000, autovacuum_analyze_scale_factor = 0.02);
      ALTER TABLE notification_parcel SET (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_threshold = 5000, autovacuum_analyze_scale_factor = 0.02);
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE notification_parcel RESET (autovacuum_vacuum_scale_factor, autovacuum_vacuum_threshold, autovacuum_analyze_scale_factor);
      ALTER TABLE notification_delivery RESET (autovacuum_vacuum_scale_factor, autovacuum_vacuum_threshold, autovacuum_analyze_scale_factor);
      DROP FUNCTION notification_retire_stray_receipts(int);
      DROP INDEX notification_receipt_stray;
    `);
  }
}
