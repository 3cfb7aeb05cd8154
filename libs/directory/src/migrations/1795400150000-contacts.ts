import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Contacts outside the product: of a person or of a whole unit, by more channels, verified by a code or by a call back. */
export class Contacts1795400150000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE directory_contact
        ALTER COLUMN person_id DROP NOT NULL,
        ADD COLUMN unit_id bigint REFERENCES directory_unit,
        ADD COLUMN verified_how text CONSTRAINT directory_contact_known_proof CHECK (verified_how IN ('code', 'call')),
        ADD COLUMN verified_by uuid,
        DROP CONSTRAINT directory_contact_known_channel,
        ADD CONSTRAINT directory_contact_known_channel
            CHECK (channel IN ('mobile', 'email', 'landline', 'webhook', 'wecom', 'dingtalk', 'feishu'));
      UPDATE directory_contact c SET unit_id = p.unit_id, version = c.version + 1 FROM directory_person p WHERE p.id = c.person_id;
      ALTER TABLE directory_contact
        ALTER COLUMN unit_id SET NOT NULL,
        ADD CONSTRAINT directory_contact_once_per_owner UNIQUE NULLS NOT DISTINCT (unit_id, person_id, channel, address);
      COMMENT ON COLUMN directory_contact.person_id IS 'Null: the contact of the unit itself, a duty telephone or a group robot.';
      COMMENT ON COLUMN directory_contact.verified_how IS 'code: it came back from that address; call: an officer rang back. Null beside verified_at: before 0.2.';
      CREATE INDEX directory_contact_by_unit ON directory_contact (jurisdiction_id, unit_id) WHERE active;

      CREATE TABLE directory_contact_code (
        id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        contact_id  bigint NOT NULL REFERENCES directory_contact,
        salt        bytea NOT NULL,
        valid_until timestamptz NOT NULL,
        tries       int NOT NULL DEFAULT 0 CONSTRAINT directory_contact_code_few_tries CHECK (tries BETWEEN 0 AND 5),
        asked_by    uuid,
        at          timestamptz NOT NULL DEFAULT clock_now()
      );
      COMMENT ON TABLE directory_contact_code IS 'A code sent to a contact. The digits follow from the salt and a key outside the database, and stand nowhere.';
      CREATE INDEX directory_contact_code_by_contact ON directory_contact_code (contact_id, id);

      CREATE FUNCTION directory_face_contacts(in_jurisdiction uuid)
      RETURNS TABLE (contact_id bigint, unit_id bigint, person_id bigint, channel text, address text) LANGUAGE sql STABLE AS $$
        SELECT c.id, c.unit_id, coalesce(c.person_id, 0), c.channel, c.address
          FROM directory_contact c LEFT JOIN directory_person p ON p.id = c.person_id
         WHERE c.jurisdiction_id = in_jurisdiction AND c.active AND c.verified_at IS NOT NULL AND p.active IS NOT FALSE
      $$;

      -- Whoever waits for a code is reached although nobody has vouched for the address yet: by that one notice.
      CREATE FUNCTION directory_face_code_contacts(in_jurisdiction uuid)
      RETURNS TABLE (contact_id bigint, address text) LANGUAGE sql STABLE AS $$
        SELECT c.id, c.address FROM directory_contact c
         WHERE c.jurisdiction_id = in_jurisdiction AND c.active
           AND EXISTS (SELECT 1 FROM directory_contact_code code WHERE code.contact_id = c.id AND code.valid_until > clock_now())
      $$;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP FUNCTION directory_face_code_contacts(uuid), directory_face_contacts(uuid);
      DROP TABLE directory_contact_code;
      DELETE FROM directory_contact WHERE person_id IS NULL OR channel NOT IN ('mobile', 'email', 'landline');
      ALTER TABLE directory_contact
        DROP CONSTRAINT directory_contact_once_per_owner,
        DROP CONSTRAINT directory_contact_known_channel,
        ADD CONSTRAINT directory_contact_known_channel CHECK (channel IN ('mobile', 'email', 'landline')),
        DROP COLUMN verified_by,
        DROP COLUMN verified_how,
        DROP COLUMN unit_id,
        ALTER COLUMN person_id SET NOT NULL;
    `);
  }
}
