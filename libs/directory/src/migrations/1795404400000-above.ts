import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Two questions that plans ask: which jurisdictions stand above one, and which units are out of use although a plan still names them. */
export class DirectoryAbove1795404400000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE INDEX directory_unit_out_of_use ON directory_unit (jurisdiction_id, id) WHERE NOT active;

      CREATE FUNCTION directory_face_units_out_of_use(in_jurisdiction uuid)
      RETURNS TABLE (unit_id bigint, name text) LANGUAGE sql STABLE AS $$
        SELECT id, name FROM directory_unit WHERE jurisdiction_id = in_jurisdiction AND NOT active
      $$;

      CREATE FUNCTION directory_face_jurisdictions_above(in_jurisdiction uuid)
      RETURNS TABLE (jurisdiction_id uuid, name text, level text, distance int) LANGUAGE sql STABLE AS $$
        WITH RECURSIVE above AS (
          SELECT own.parent_id AS id, 1 AS distance FROM directory_jurisdiction own WHERE own.id = in_jurisdiction AND own.parent_id IS NOT NULL
          UNION ALL
          SELECT next.parent_id, above.distance + 1 FROM above JOIN directory_jurisdiction next ON next.id = above.id
           WHERE next.parent_id IS NOT NULL AND above.distance < 8
        )
        SELECT place.id, place.name, place.level, above.distance FROM above JOIN directory_jurisdiction place ON place.id = above.id
      $$;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP FUNCTION directory_face_jurisdictions_above(uuid), directory_face_units_out_of_use(uuid);
      DROP INDEX directory_unit_out_of_use;
    `);
  }
}
