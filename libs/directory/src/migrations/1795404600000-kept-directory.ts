import { pinyin } from 'pinyin-pro';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const BATCH = 2_000;

/** People are found by pinyin initials as units are; shifts can be changed, and a change of an old reading is refused. */
export class KeptDirectory1795404600000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE directory_person ADD COLUMN initials text NOT NULL DEFAULT '';
      ALTER TABLE directory_shift ADD COLUMN version int NOT NULL DEFAULT 1;
    `);
    await this.fill(db);
    await db.query(`
      CREATE INDEX directory_person_search ON directory_person USING gin (directory_grams(name || ' ' || initials));
      CREATE INDEX directory_shift_by_end ON directory_shift (unit_id, to_at, id) WHERE NOT cancelled;

      CREATE FUNCTION directory_face_people_found(in_jurisdiction uuid, in_text text)
      RETURNS TABLE (person_id bigint, unit_id bigint, name text, title text) LANGUAGE sql STABLE AS $$
        SELECT id, unit_id, name, title FROM directory_person
         WHERE jurisdiction_id = in_jurisdiction AND active
           AND directory_grams(name || ' ' || initials) @> directory_grams(in_text)
           AND (strpos(lower(name), lower(in_text)) > 0 OR strpos(initials, lower(in_text)) > 0)
      $$;

      CREATE FUNCTION directory_face_active_units(in_jurisdiction uuid)
      RETURNS TABLE (unit_id bigint, name text, kind text) LANGUAGE sql STABLE AS $$
        SELECT id, name, kind FROM directory_unit WHERE jurisdiction_id = in_jurisdiction AND active
      $$;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP FUNCTION directory_face_active_units(uuid), directory_face_people_found(uuid, text);
      DROP INDEX directory_shift_by_end, directory_person_search;
      ALTER TABLE directory_shift DROP COLUMN version;
      ALTER TABLE directory_person DROP COLUMN initials;
    `);
  }

  /** Pinyin is nothing that SQL knows. */
  private async fill(db: QueryRunner): Promise<void> {
    for (let after = '0'; ; ) {
      const people = (await db.query('SELECT id, name FROM directory_person WHERE id > $1 ORDER BY id LIMIT $2', [after, BATCH])) as { id: string; name: string }[];
      if (people.length === 0) return;
      const initials = people.map(({ name }) => pinyin(name, { pattern: 'first', toneType: 'none', type: 'array' }).join('').toLowerCase());
      await db.query(
        `UPDATE directory_person person SET initials = given.initials, version = version + 1
           FROM unnest($1::bigint[], $2::text[]) given(id, initials) WHERE person.id = given.id`,
        [people.map(({ id }) => id), initials],
      );
      after = people.at(-1)!.id;
    }
  }
}
