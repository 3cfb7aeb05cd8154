import type { MigrationInterface, QueryRunner } from 'typeorm';

/** 位置: where a unit lies, for the map. A unit without one is not drawn, and is counted as such. */
export class UnitPlace1795404200000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE directory_unit
        ADD COLUMN latitude  double precision,
        ADD COLUMN longitude double precision,
        ADD CONSTRAINT directory_unit_place_whole CHECK ((latitude IS NULL) = (longitude IS NULL)),
        ADD CONSTRAINT directory_unit_place_on_earth CHECK (latitude BETWEEN -90 AND 90 AND longitude BETWEEN -180 AND 180);
      COMMENT ON COLUMN directory_unit.latitude IS 'Degrees, WGS-84, as GeoJSON and the phones have it.';
      CREATE FUNCTION directory_face_places(in_jurisdiction uuid)
      RETURNS TABLE (unit_id bigint, latitude double precision, longitude double precision) LANGUAGE sql STABLE AS $$
        SELECT id, latitude, longitude FROM directory_unit WHERE jurisdiction_id = in_jurisdiction AND latitude IS NOT NULL
      $$;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP FUNCTION directory_face_places(uuid);
      ALTER TABLE directory_unit DROP COLUMN latitude, DROP COLUMN longitude;
    `);
  }
}
