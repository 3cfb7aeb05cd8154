import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Who belongs to a group, who is on duty, who heads: by what is asked for, not by all that ever was. Every unit was held against every
 * group (twenty thousand units and a hundred groups: the preview took longer than five seconds and was ended), and every shift of the past was read.
 */
export class DirectoryReach1795402211000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE OR REPLACE FUNCTION directory_face_members(in_jurisdiction uuid)
      RETURNS TABLE (group_id bigint, unit_id bigint) LANGUAGE sql STABLE AS $$
        SELECT g.id, u.id
          FROM directory_group g
          -- What any of its rules could reach; an index finds these, then the rules themselves decide.
          CROSS JOIN LATERAL (
            SELECT coalesce(array_agg(DISTINCT kind), '{}') AS kinds FROM directory_group_rule r CROSS JOIN unnest(r.kinds) kind WHERE r.group_id = g.id AND r.active) by_kind
          CROSS JOIN LATERAL (
            SELECT coalesce(array_agg(DISTINCT named), '{}') AS ids FROM directory_group_rule r CROSS JOIN unnest(r.unit_ids) named WHERE r.group_id = g.id AND r.active) by_name
          JOIN directory_unit u ON u.jurisdiction_id = in_jurisdiction AND u.active AND (u.kind = ANY (by_kind.kinds) OR u.id = ANY (by_name.ids))
         WHERE g.jurisdiction_id = in_jurisdiction
           AND EXISTS (SELECT 1 FROM directory_group_rule r
                        WHERE r.group_id = g.id AND r.active
                          AND (u.kind = ANY (r.kinds) AND u.attributes @> r.attributes OR u.id = ANY (r.unit_ids)))
      $$;
      CREATE INDEX directory_shift_not_over ON directory_shift (jurisdiction_id, to_at) WHERE NOT cancelled;
      CREATE INDEX directory_person_heads ON directory_person (jurisdiction_id, unit_id, id) WHERE is_head AND active;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP INDEX directory_person_heads, directory_shift_not_over;
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
