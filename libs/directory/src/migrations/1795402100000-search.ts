import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * 按名称或拼音首字母查找. Pairs of neighbouring characters, not trigrams: most searches are two Chinese characters or two letters, in
 * which no trigram is found.
 */
export class Search1795402100000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE FUNCTION directory_grams(words text) RETURNS text[] LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
        SELECT coalesce(array_agg(DISTINCT substr(lower(words), n, 2)), '{}') FROM generate_series(1, length(words) - 1) n
      $$;
      CREATE INDEX directory_unit_search ON directory_unit USING gin (directory_grams(name || ' ' || initials));
      -- Who comes by the pairs has them all, but perhaps not in a row: the text itself decides.
      CREATE FUNCTION directory_face_units_found(in_jurisdiction uuid, in_text text)
      RETURNS TABLE (unit_id bigint, name text, short_name text, initials text, kind text, parent_id bigint) LANGUAGE sql STABLE AS $$
        SELECT id, name, short_name, initials, kind, parent_id FROM directory_unit
         WHERE jurisdiction_id = in_jurisdiction
           AND (in_text IS NULL
                OR directory_grams(name || ' ' || initials) @> directory_grams(in_text)
                   AND (strpos(lower(name), lower(in_text)) > 0 OR strpos(initials, lower(in_text)) > 0))
      $$;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP FUNCTION directory_face_units_found(uuid, text);
      DROP INDEX directory_unit_search;
      DROP FUNCTION directory_grams(text);
    `);
  }
}
