import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Who belongs to a group, who is on duty, who heads: by what is asked for, not by all that ever was. Every unit was held against every
 * group (twenty thousand units and a hundred groups: the preview took longer than five seconds and was ended), and every shift of the past was read.
 */
export class DirectoryReach1795402211000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- Each kind and each unit stands once in a rule, from here on by whoever writes it.
      UPDATE directory_group_rule SET kinds = ARRAY(SELECT DISTINCT unnest(kinds)), unit_ids = ARRAY(SELECT DISTINCT unnest(unit_ids));
      -- From each rule to its units, by kind or by name; a unit that several rules of a group fit is told by the first of them.
      CREATE OR REPLACE FUNCTION directory_face_members(in_jurisdiction uuid)
      RETURNS TABLE (group_id bigint, unit_id bigint) LANGUAGE sql STABLE AS $$
        SELECT r.group_id, u.id
          FROM directory_group g
          JOIN directory_group_rule r ON r.group_id = g.id AND r.active
         CROSS JOIN LATERAL unnest(r.kinds) named(kind)
          JOIN directory_unit u ON u.jurisdiction_id = in_jurisdiction AND u.kind = named.kind AND u.active AND u.attributes @> r.attributes
         WHERE g.jurisdiction_id = in_jurisdiction
           AND NOT EXISTS (SELECT 1 FROM directory_group_rule earlier WHERE earlier.group_id = r.group_id AND earlier.active AND earlier.n < r.n
                              AND (u.kind = ANY (earlier.kinds) AND u.attributes @> earlier.attributes OR u.id = ANY (earlier.unit_ids)))
        UNION ALL
        SELECT r.group_id, u.id
          FROM directory_group g
          JOIN directory_group_rule r ON r.group_id = g.id AND r.active
         CROSS JOIN LATERAL unnest(r.unit_ids) named(id)
          JOIN directory_unit u ON u.id = named.id AND u.jurisdiction_id = in_jurisdiction AND u.active AND NOT (u.kind = ANY (r.kinds) AND u.attributes @> r.attributes)
         WHERE g.jurisdiction_id = in_jurisdiction
           AND NOT EXISTS (SELECT 1 FROM directory_group_rule earlier WHERE earlier.group_id = r.group_id AND earlier.active AND earlier.n < r.n
                              AND (u.kind = ANY (earlier.kinds) AND u.attributes @> earlier.attributes OR u.id = ANY (earlier.unit_ids)))
      $$;
      CREATE INDEX directory_shift_not_over ON directory_shift (jurisdiction_id, to_at) WHERE NOT cancelled;
      CREATE INDEX directory_person_heads ON directory_person (jurisdiction_id, unit_id, id) WHERE is_head AND active;
      CREATE INDEX directory_unit_by_short_name ON directory_unit (jurisdiction_id, short_name);
      CREATE INDEX directory_contact_by_owner ON directory_contact ((coalesce(person_id, 0))) WHERE active AND verified_at IS NOT NULL;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP INDEX directory_contact_by_owner, directory_unit_by_short_name, directory_person_heads, directory_shift_not_over;
      CREATE OR REPLACE FUNCTION directory_face_members(in_jurisdiction uuid)
      RETURNS TABLE (group_id bigint, unit_id bigint) LANGUAGE sql STABLE AS $$
        SELECT g.id, u.id
          FROM directory_group g
          JOIN directory_unit u ON u.jurisdiction_id = g.jurisdiction_id AND u.active
         WHERE g.jurisdiction_id = in_jurisdiction
           AND EXISTS (SELECT 1 FROM directory_group_rule r
                        WHERE r.group_id = g.id AND r.active
                          AND (u.kind = ANY (r.kinds) AND u.attributes @> r.attributes OR u.id = ANY (r.unit_ids)))
      $$;
    `);
  }
}
