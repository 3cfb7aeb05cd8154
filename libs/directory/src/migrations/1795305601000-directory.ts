import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who there is: jurisdictions, units and what they are, groups that resolve to units, people, contacts, rosters. */
export class Directory1795305601000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE directory_jurisdiction (
        id                 uuid PRIMARY KEY,
        name               text NOT NULL CONSTRAINT directory_jurisdiction_one_per_name UNIQUE,
        level              text NOT NULL CONSTRAINT directory_jurisdiction_known_level CHECK (level IN ('province', 'city', 'district')),
        parent_id          uuid REFERENCES directory_jurisdiction,
        may_issue_publicly boolean NOT NULL DEFAULT false,
        version            int NOT NULL DEFAULT 1
      );
      COMMENT ON COLUMN directory_jurisdiction.may_issue_publicly IS 'A district responds to a warning that the city has issued; by law it may not publish one itself.';

      CREATE TABLE directory_unit (
        id              bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        jurisdiction_id uuid NOT NULL REFERENCES directory_jurisdiction,
        name            text NOT NULL,
        short_name      text NOT NULL,
        initials        text NOT NULL,
        kind            text NOT NULL CONSTRAINT directory_unit_known_kind CHECK (kind IN ('command_office', 'government', 'bureau',
                          'city_bureau', 'police_branch', 'township', 'subdistrict', 'zone', 'institution', 'enterprise')),
        attributes      text[] NOT NULL DEFAULT '{}',
        parent_id       bigint REFERENCES directory_unit,
        active          boolean NOT NULL DEFAULT true,
        version         int NOT NULL DEFAULT 1,
        CONSTRAINT directory_unit_one_per_name UNIQUE (jurisdiction_id, name)
      );
      CREATE INDEX directory_unit_by_kind ON directory_unit (jurisdiction_id, kind, id) WHERE active;

      CREATE TABLE directory_group (
        id              bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        jurisdiction_id uuid NOT NULL REFERENCES directory_jurisdiction,
        name            text NOT NULL,
        version         int NOT NULL DEFAULT 1,
        CONSTRAINT directory_group_one_per_name UNIQUE (jurisdiction_id, name)
      );
      CREATE TABLE directory_group_rule (
        group_id   bigint NOT NULL REFERENCES directory_group,
        n          int NOT NULL,
        kinds      text[] NOT NULL DEFAULT '{}',
        attributes text[] NOT NULL DEFAULT '{}',
        unit_ids   bigint[] NOT NULL DEFAULT '{}',
        active     boolean NOT NULL DEFAULT true,
        PRIMARY KEY (group_id, n),
        CONSTRAINT directory_group_rule_says_something CHECK (cardinality(kinds) + cardinality(unit_ids) > 0)
      );
      COMMENT ON TABLE directory_group_rule IS 'A unit belongs when any rule fits: one of the kinds with all the attributes, or named itself.';

      CREATE TABLE directory_person (
        id              bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        jurisdiction_id uuid NOT NULL REFERENCES directory_jurisdiction,
        unit_id         bigint NOT NULL REFERENCES directory_unit,
        name            text NOT NULL,
        title           text,
        is_head         boolean NOT NULL DEFAULT false,
        active          boolean NOT NULL DEFAULT true,
        version         int NOT NULL DEFAULT 1
      );
      CREATE INDEX directory_person_by_unit ON directory_person (unit_id, id) WHERE active;

      CREATE TABLE directory_contact (
        id              bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        jurisdiction_id uuid NOT NULL REFERENCES directory_jurisdiction,
        person_id       bigint NOT NULL REFERENCES directory_person,
        channel         text NOT NULL CONSTRAINT directory_contact_known_channel CHECK (channel IN ('mobile', 'email', 'landline')),
        address         text NOT NULL,
        verified_at     timestamptz,
        active          boolean NOT NULL DEFAULT true,
        version         int NOT NULL DEFAULT 1,
        CONSTRAINT directory_contact_once UNIQUE (person_id, channel, address)
      );

      CREATE TABLE directory_shift (
        id              bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        jurisdiction_id uuid NOT NULL REFERENCES directory_jurisdiction,
        unit_id         bigint NOT NULL REFERENCES directory_unit,
        person_id       bigint NOT NULL REFERENCES directory_person,
        from_at         timestamptz NOT NULL,
        to_at           timestamptz NOT NULL,
        cancelled       boolean NOT NULL DEFAULT false,
        CONSTRAINT directory_shift_lasts CHECK (from_at < to_at)
      );
      CREATE INDEX directory_shift_by_unit ON directory_shift (unit_id, from_at) WHERE NOT cancelled;
    `);
    await db.query(`
      CREATE FUNCTION directory_face_jurisdictions()
      RETURNS TABLE (jurisdiction_id uuid, name text, level text) LANGUAGE sql STABLE AS $$
        SELECT id, name, level FROM directory_jurisdiction
      $$;

      CREATE FUNCTION directory_face_units(in_jurisdiction uuid)
      RETURNS TABLE (unit_id bigint, name text, short_name text, initials text, kind text, parent_id bigint) LANGUAGE sql STABLE AS $$
        SELECT id, name, short_name, initials, kind, parent_id FROM directory_unit WHERE jurisdiction_id = in_jurisdiction
      $$;

      CREATE FUNCTION directory_face_members(in_jurisdiction uuid)
      RETURNS TABLE (group_id bigint, unit_id bigint) LANGUAGE sql STABLE AS $$
        SELECT g.id, u.id
          FROM directory_group g
          JOIN directory_unit u ON u.jurisdiction_id = g.jurisdiction_id AND u.active
         WHERE g.jurisdiction_id = in_jurisdiction
           AND EXISTS (SELECT 1 FROM directory_group_rule r
                        WHERE r.group_id = g.id AND r.active
                          AND (u.kind = ANY (r.kinds) AND u.attributes @> r.attributes OR u.id = ANY (r.unit_ids)))
      $$;

      CREATE FUNCTION directory_face_heads(in_jurisdiction uuid)
      RETURNS TABLE (unit_id bigint, person_id bigint) LANGUAGE sql STABLE AS $$
        SELECT DISTINCT ON (p.unit_id) p.unit_id, p.id
          FROM directory_person p WHERE p.jurisdiction_id = in_jurisdiction AND p.is_head AND p.active
         ORDER BY p.unit_id, p.id
      $$;

      CREATE FUNCTION directory_face_on_duty(in_jurisdiction uuid, at timestamptz)
      RETURNS TABLE (unit_id bigint, person_id bigint) LANGUAGE sql STABLE AS $$
        SELECT DISTINCT ON (s.unit_id) s.unit_id, s.person_id
          FROM directory_shift s JOIN directory_person p ON p.id = s.person_id AND p.active
         WHERE s.jurisdiction_id = in_jurisdiction AND NOT s.cancelled AND s.from_at <= at AND at < s.to_at
         ORDER BY s.unit_id, s.from_at DESC, s.id DESC
      $$;

      CREATE FUNCTION directory_face_people(in_jurisdiction uuid)
      RETURNS TABLE (person_id bigint, unit_id bigint, name text, title text) LANGUAGE sql STABLE AS $$
        SELECT id, unit_id, name, title FROM directory_person WHERE jurisdiction_id = in_jurisdiction
      $$;
    `);
    for (const table of ['jurisdiction', 'unit', 'group', 'person', 'contact']) {
      await db.query(`CREATE TRIGGER directory_${table}_version BEFORE UPDATE ON directory_${table} FOR EACH ROW EXECUTE FUNCTION platform_guard_version()`);
    }
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP FUNCTION directory_face_people(uuid), directory_face_on_duty(uuid, timestamptz), directory_face_heads(uuid),
                    directory_face_members(uuid), directory_face_units(uuid), directory_face_jurisdictions();
      DROP TABLE directory_shift, directory_contact, directory_person, directory_group_rule, directory_group, directory_unit, directory_jurisdiction;
    `);
  }
}
