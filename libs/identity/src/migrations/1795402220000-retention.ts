import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Sessions and invitations that are over for half a year are let go of (docs/decisions/retention.md). A block is found by an index on the time. */
export class IdentityRetention1795402220000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE INDEX identity_session_by_end ON identity_session (ended_at) WHERE ended_at IS NOT NULL;
      CREATE INDEX identity_invitation_by_age ON identity_invitation (use_by);
      CREATE FUNCTION identity_retire_sessions(most int) RETURNS int LANGUAGE sql SECURITY DEFINER SET search_path = public AS $$
        WITH oldest AS MATERIALIZED (
          SELECT id FROM identity_session WHERE ended_at < clock_now() - interval '180 days' ORDER BY ended_at LIMIT most FOR UPDATE SKIP LOCKED
        ), gone AS (
          DELETE FROM identity_session USING oldest WHERE identity_session.id = oldest.id RETURNING 1
        )
        SELECT count(*)::int FROM gone
      $$;
      CREATE FUNCTION identity_retire_invitations(most int) RETURNS int LANGUAGE sql SECURITY DEFINER SET search_path = public AS $$
        WITH oldest AS MATERIALIZED (
          SELECT id FROM identity_invitation WHERE use_by < clock_now() - interval '180 days' ORDER BY use_by LIMIT most FOR UPDATE SKIP LOCKED
        ), gone AS (
          DELETE FROM identity_invitation USING oldest WHERE identity_invitation.id = oldest.id RETURNING 1
        )
        SELECT count(*)::int FROM gone
      $$;
      REVOKE EXECUTE ON FUNCTION identity_retire_sessions(int), identity_retire_invitations(int) FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION identity_retire_sessions(int), identity_retire_invitations(int) TO qingkong_app;

      -- Noted as seen once a minute: room on the page, so that it needs no new entry in three indexes.
      ALTER TABLE identity_session SET (fillfactor = 80, autovacuum_vacuum_scale_factor = 0.1);
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE identity_session RESET (fillfactor, autovacuum_vacuum_scale_factor);
      DROP FUNCTION identity_retire_invitations(int), identity_retire_sessions(int);
      DROP INDEX identity_invitation_by_age, identity_session_by_end;
    `);
  }
}
