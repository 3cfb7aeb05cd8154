import type { MigrationInterface, QueryRunner } from 'typeorm';

const roster = (member: string): string => `
  CREATE OR REPLACE FUNCTION checklist_roster(in_jurisdiction uuid, in_version uuid, in_level text)
  RETURNS TABLE (unit_id bigint, line_id int, role checklist_role) LANGUAGE sql STABLE AS $$
    SELECT strongest.unit_id, line.ordinal, strongest.role
      FROM (SELECT assigned.measure_no, coalesce(assigned.unit_id, member.unit_id) AS unit_id, min(assigned.role::checklist_role) AS role
              FROM plan_face_assignments(in_version) assigned
              LEFT JOIN ${member}
             WHERE coalesce(assigned.unit_id, member.unit_id) IS NOT NULL
             GROUP BY 1, 2) strongest
      JOIN plan_face_lines(in_version) line ON line.measure_no = strongest.measure_no
     WHERE in_level = ANY (line.levels)
  $$`;

/**
 * The members of a group are asked for group by group (OFFSET 0 keeps the question within): joined as a whole, all groups of the directory were resolved again for each row of a
 * plan that had just been published, because no statistics knew of it yet (20,000 units: preview and raise took seconds).
 */
export class ChecklistRoster1795402261000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(roster('LATERAL (SELECT face.unit_id FROM directory_face_members(in_jurisdiction) face WHERE face.group_id = assigned.group_id OFFSET 0) member ON true'));
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(roster('directory_face_members(in_jurisdiction) member ON member.group_id = assigned.group_id'));
  }
}
