import type { MigrationInterface, QueryRunner } from 'typeorm';

/** 属性: a workbook that names a unit again is compared with what stands there. */
export class UnitAttributes1795405100000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE FUNCTION directory_face_attributes(in_jurisdiction uuid)
      RETURNS TABLE (unit_id bigint, attributes text[]) LANGUAGE sql STABLE AS $$
        SELECT id, attributes FROM directory_unit WHERE jurisdiction_id = in_jurisdiction
      $$;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP FUNCTION directory_face_attributes(uuid)');
  }
}
