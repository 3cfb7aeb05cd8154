import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who may come in and what he may do: accounts, grants of roles, sessions, one-time links. */
export class Identity1795305602000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE identity_user (
        id              uuid PRIMARY KEY,
        jurisdiction_id uuid NOT NULL,
        username        text NOT NULL CONSTRAINT identity_user_one_per_name UNIQUE
                          CONSTRAINT identity_user_name_is_folded CHECK (username ~ '^[a-z0-9][a-z0-9._-]{2,31}$'),
        name            text NOT NULL,
        unit_id         bigint,
        person_id       bigint,
        active          boolean NOT NULL DEFAULT true,
        password_hash   text CONSTRAINT identity_user_password_is_hashed CHECK (password_hash LIKE '$argon2id$%'),
        password_set_at timestamptz,
        failed_attempts int NOT NULL DEFAULT 0,
        last_failed_at  timestamptz,
        locked_until    timestamptz,
        version         int NOT NULL DEFAULT 1,
        CONSTRAINT identity_user_password_has_date CHECK ((password_hash IS NULL) = (password_set_at IS NULL))
      );
      COMMENT ON COLUMN identity_user.username IS 'Unique in the installation, not per jurisdiction: a sign-in names nothing else.';
      CREATE INDEX identity_user_by_unit ON identity_user (jurisdiction_id, unit_id);

      CREATE TABLE identity_grant (
        id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        user_id    uuid NOT NULL REFERENCES identity_user,
        role       text NOT NULL CONSTRAINT identity_grant_known_role CHECK (role IN ('duty-officer', 'approver', 'commander', 'unit-head',
                     'unit', 'enterprise', 'inspector', 'system-admin', 'security-admin', 'audit-admin')),
        granted_at timestamptz NOT NULL DEFAULT clock_now(),
        granted_by uuid,
        revoked_at timestamptz,
        revoked_by uuid
      );
      CREATE UNIQUE INDEX identity_grant_once ON identity_grant (user_id, role) WHERE revoked_at IS NULL;
      CREATE UNIQUE INDEX identity_grant_one_admin_role ON identity_grant (user_id)
        WHERE revoked_at IS NULL AND role IN ('system-admin', 'security-admin', 'audit-admin');
      COMMENT ON INDEX identity_grant_one_admin_role IS 'The three administrators 三员 exclude each other.';
      COMMENT ON COLUMN identity_grant.granted_by IS 'Null: the operator of the server, from its command line.';
      CREATE INDEX identity_grant_by_user ON identity_grant (user_id, id);

      CREATE TABLE identity_session (
        id           uuid PRIMARY KEY,
        token_hash   bytea NOT NULL CONSTRAINT identity_session_one_per_token UNIQUE
                       CONSTRAINT identity_session_token_is_hashed CHECK (octet_length(token_hash) = 32),
        user_id      uuid NOT NULL REFERENCES identity_user,
        user_agent   text,
        created_at   timestamptz NOT NULL DEFAULT clock_now(),
        last_seen_at timestamptz NOT NULL DEFAULT clock_now(),
        idle_by      timestamptz NOT NULL,
        ends_by      timestamptz NOT NULL,
        ended_at     timestamptz,
        CONSTRAINT identity_session_use_cannot_outlast_it CHECK (idle_by <= ends_by)
      );
      CREATE INDEX identity_session_open ON identity_session (user_id) WHERE ended_at IS NULL;
      CREATE INDEX identity_session_by_user ON identity_session (user_id, created_at);

      CREATE TABLE identity_invitation (
        id           uuid PRIMARY KEY,
        token_hash   bytea NOT NULL CONSTRAINT identity_invitation_one_per_token UNIQUE
                       CONSTRAINT identity_invitation_token_is_hashed CHECK (octet_length(token_hash) = 32),
        user_id      uuid NOT NULL REFERENCES identity_user,
        purpose      text NOT NULL CONSTRAINT identity_invitation_known_purpose CHECK (purpose IN ('set-password')),
        created_at   timestamptz NOT NULL DEFAULT clock_now(),
        created_by   uuid,
        use_by       timestamptz NOT NULL,
        used_at      timestamptz,
        withdrawn_at timestamptz
      );
      CREATE UNIQUE INDEX identity_invitation_one_open ON identity_invitation (user_id) WHERE used_at IS NULL AND withdrawn_at IS NULL;
    `);
    await db.query(`
      CREATE TRIGGER identity_user_version BEFORE UPDATE ON identity_user FOR EACH ROW EXECUTE FUNCTION platform_guard_version();
      -- Rights of the past must stay provable: a grant is revoked once and is otherwise never touched.
      CREATE TRIGGER identity_grant_is_only_revoked BEFORE UPDATE ON identity_grant FOR EACH ROW
        WHEN (OLD.revoked_at IS NOT NULL
              OR (OLD.user_id, OLD.role, OLD.granted_at, OLD.granted_by) IS DISTINCT FROM (NEW.user_id, NEW.role, NEW.granted_at, NEW.granted_by))
        EXECUTE FUNCTION platform_refuse_change();
      CREATE TRIGGER identity_session_stays_ended BEFORE UPDATE ON identity_session FOR EACH ROW
        WHEN (OLD.ended_at IS NOT NULL) EXECUTE FUNCTION platform_refuse_change();
      CREATE TRIGGER identity_invitation_stays_spent BEFORE UPDATE ON identity_invitation FOR EACH ROW
        WHEN (OLD.used_at IS NOT NULL OR OLD.withdrawn_at IS NOT NULL) EXECUTE FUNCTION platform_refuse_change();

      CREATE FUNCTION identity_face_users(in_jurisdiction uuid)
      RETURNS TABLE (user_id uuid, name text, unit_id bigint, person_id bigint) LANGUAGE sql STABLE AS $$
        SELECT id, name, unit_id, person_id FROM identity_user WHERE jurisdiction_id = in_jurisdiction
      $$;

      CREATE FUNCTION identity_face_holders(in_jurisdiction uuid, in_role text)
      RETURNS TABLE (user_id uuid, unit_id bigint, person_id bigint) LANGUAGE sql STABLE AS $$
        SELECT u.id, u.unit_id, u.person_id
          FROM identity_user u JOIN identity_grant g ON g.user_id = u.id AND g.revoked_at IS NULL
         WHERE u.jurisdiction_id = in_jurisdiction AND u.active AND g.role = in_role
      $$;

      CREATE FUNCTION identity_face_unit_accounts(in_jurisdiction uuid)
      RETURNS TABLE (unit_id bigint, accounts int) LANGUAGE sql STABLE AS $$
        SELECT u.unit_id, count(*)::int
          FROM identity_user u
         WHERE u.jurisdiction_id = in_jurisdiction AND u.unit_id IS NOT NULL AND u.active AND u.password_hash IS NOT NULL
           AND EXISTS (SELECT 1 FROM identity_grant g
                        WHERE g.user_id = u.id AND g.revoked_at IS NULL AND g.role IN ('unit', 'unit-head', 'enterprise'))
         GROUP BY u.unit_id
      $$;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP FUNCTION identity_face_unit_accounts(uuid), identity_face_holders(uuid, text), identity_face_users(uuid);
      DROP TABLE identity_invitation, identity_session, identity_grant, identity_user;
    `);
  }
}
