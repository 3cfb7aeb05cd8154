import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The seals of the journal: signed Merkle batches, each linked to the one before. Written once, by whoever holds the signing key. */
export class Seal1795400900000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE journal_seal_key (
        id         text PRIMARY KEY CONSTRAINT journal_seal_key_is_a_fingerprint CHECK (id ~ '^[0-9a-f]{64}$'),
        public_key text NOT NULL,
        since      timestamptz NOT NULL DEFAULT clock_now()
      );
      COMMENT ON TABLE journal_seal_key IS 'Public halves of the keys that signed seals; id is the SHA-256 of the SPKI form. The private half is a file, never here.';

      CREATE TABLE journal_seal (
        n         bigint PRIMARY KEY CONSTRAINT journal_seal_counts_from_one CHECK (n >= 1),
        previous  bytea CONSTRAINT journal_seal_follows_one UNIQUE,
        position  bigint NOT NULL CONSTRAINT journal_seal_ends_once UNIQUE,
        entries   bigint[] NOT NULL,
        leaves    bytea NOT NULL,
        count     int NOT NULL CONSTRAINT journal_seal_has_entries CHECK (count > 0),
        merkle    bytea NOT NULL CONSTRAINT journal_seal_merkle_is_sha256 CHECK (octet_length(merkle) = 32),
        root      bytea NOT NULL CONSTRAINT journal_seal_root_is_its_own UNIQUE CONSTRAINT journal_seal_root_is_sha256 CHECK (octet_length(root) = 32),
        key_id    text NOT NULL REFERENCES journal_seal_key,
        signature bytea NOT NULL,
        at        timestamptz NOT NULL,
        CONSTRAINT journal_seal_lists_its_entries CHECK (cardinality(entries) = count AND octet_length(leaves) = 32 * count),
        CONSTRAINT journal_seal_is_linked CHECK ((n = 1) = (previous IS NULL)),
        CONSTRAINT journal_seal_link_stands FOREIGN KEY (previous) REFERENCES journal_seal (root)
      );
      -- Hashes do not compress.
      ALTER TABLE journal_seal ALTER COLUMN leaves SET STORAGE EXTERNAL;
      COMMENT ON COLUMN journal_seal.entries IS 'Which journal rows it seals, in the order of their leaves. A row is sealed when a seal lists it.';
      COMMENT ON COLUMN journal_seal.leaves IS '32 bytes per entry: they let a check name the row, not only the batch.';
      COMMENT ON COLUMN journal_seal.position IS 'Last place of the feed that it covers.';

      CREATE TABLE journal_seal_check (
        id      bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        at      timestamptz NOT NULL DEFAULT clock_now(),
        seals   bigint NOT NULL,
        entries bigint NOT NULL,
        finding text
      );
      COMMENT ON TABLE journal_seal_check IS 'When somebody last checked the seals, and what was found; null: nothing. A note for the console, no proof.';

      CREATE TRIGGER journal_seal_is_insert_only BEFORE UPDATE OR DELETE OR TRUNCATE ON journal_seal
        FOR EACH STATEMENT EXECUTE FUNCTION platform_refuse_change();
      CREATE TRIGGER journal_seal_key_is_insert_only BEFORE UPDATE OR DELETE OR TRUNCATE ON journal_seal_key
        FOR EACH STATEMENT EXECUTE FUNCTION platform_refuse_change();
      REVOKE UPDATE ON journal_seal, journal_seal_key, journal_seal_check FROM qingkong_app;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE journal_seal_check, journal_seal, journal_seal_key');
  }
}
