import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Sweeps and their watch; leases of leaders and processes, so that one that is frozen can be followed by another. */
export class PlatformSweeps1795400101000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE platform_sweep (
        name     text PRIMARY KEY,
        began_at timestamptz NOT NULL,
        ended_at timestamptz NOT NULL,
        repaired bigint NOT NULL DEFAULT 0,
        error    text
      );
      COMMENT ON COLUMN platform_sweep.ended_at IS 'When it last went through to its end; readiness watches this.';

      -- Leases are about who is alive, not about a deadline: they go by the server''s running clock, which no test moves.
      CREATE TABLE platform_lease (name text PRIMARY KEY, epoch bigint NOT NULL, seen_at timestamptz NOT NULL);
      ALTER TABLE platform_heartbeat ADD COLUMN seen_at timestamptz NOT NULL DEFAULT clock_timestamp(), ADD COLUMN gone_at timestamptz;

      ALTER TABLE journal_batch ADD COLUMN repaired boolean NOT NULL DEFAULT false;
      COMMENT ON COLUMN journal_batch.repaired IS 'The sweep handed it on again, and has said so.';

      -- The application may not end connections in general; those of its own leaders that fell silent it may.
      CREATE FUNCTION platform_end_silent_leaders(age interval) RETURNS SETOF text LANGUAGE sql SECURITY DEFINER SET search_path = public AS $$
        WITH silent AS MATERIALIZED (
          SELECT lease.name, held.pid
            FROM platform_lease lease
            JOIN pg_locks held ON held.locktype = 'advisory' AND held.granted
             AND held.database = (SELECT oid FROM pg_database WHERE datname = current_database())
             AND held.classid = (hashtext('qingkong')::bigint & 4294967295)::oid AND held.objid = (hashtext(lease.name)::bigint & 4294967295)::oid
           WHERE lease.seen_at < clock_timestamp() - age
        )
        SELECT name FROM silent WHERE pg_terminate_backend(pid)
      $$;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP FUNCTION platform_end_silent_leaders(interval);
      ALTER TABLE journal_batch DROP COLUMN repaired;
      ALTER TABLE platform_heartbeat DROP COLUMN gone_at, DROP COLUMN seen_at;
      DROP TABLE platform_lease, platform_sweep;
    `);
  }
}
