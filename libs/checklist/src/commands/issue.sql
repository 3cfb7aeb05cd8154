-- One checklist per unit, one item per line and unit, every clock armed: by one statement, whatever the number of units.
-- $1 jurisdiction, $2 response, $3 plan version, $4 response level, $5 exercise, $6 start of the response
WITH terms AS (
  SELECT *, clock_now() AS issued_at FROM checklist_terms WHERE response_id = $2
), line AS MATERIALIZED (
  SELECT line_id, checklist_after(greatest(terms.issued_at, $6), coalesce(line.confirm_minutes, terms.confirm_minutes), terms.speed) AS confirm_by
    FROM checklist_line line JOIN terms USING (response_id)
   WHERE $4 = ANY (line.levels)
), first_rung AS (
  SELECT (SELECT at_minutes FROM checklist_rung WHERE response_id = $2 AND clock = 'acknowledge' AND step = 0) AS acknowledge,
         (SELECT at_minutes FROM checklist_rung WHERE response_id = $2 AND clock = 'confirm' AND step = 0) AS confirm
), roster AS MATERIALIZED (
  SELECT unit_id, line_id, role FROM checklist_roster($1, $3, $4)
), per_unit AS (
  SELECT roster.unit_id,
         count(*) FILTER (WHERE roster.role = 'responsible') AS items,
         min(line.confirm_by) FILTER (WHERE roster.role = 'responsible') AS first_confirm
    FROM roster JOIN line USING (line_id)
   GROUP BY roster.unit_id
), lists AS (
  INSERT INTO checklist_checklist (jurisdiction_id, response_id, unit_id, exercise, revision, items_total, issued_at, acknowledge_by, ring_at)
  SELECT $1, $2, per_unit.unit_id, $5, 1, per_unit.items, terms.issued_at, due.acknowledge_by,
         least(checklist_after(due.acknowledge_by, first_rung.acknowledge, terms.speed), checklist_after(per_unit.first_confirm, first_rung.confirm, terms.speed))
    FROM per_unit, first_rung, terms, LATERAL (SELECT checklist_after(terms.issued_at, terms.acknowledge_minutes, terms.speed) AS acknowledge_by) due
   ORDER BY per_unit.unit_id
  RETURNING id, unit_id
), items AS (
  INSERT INTO checklist_item (checklist_id, line_id, role, state, confirm_by)
  SELECT lists.id, roster.line_id, roster.role,
         CASE WHEN roster.role = 'responsible' THEN 'open' ELSE 'informed' END::checklist_item_state,
         CASE WHEN roster.role = 'responsible' THEN line.confirm_by END
    FROM roster JOIN lists USING (unit_id) JOIN line USING (line_id)
), blocks AS (
  SELECT min(id)::text AS "fromId", max(id)::text AS "toId", count(*)::int AS checklists
    FROM (SELECT id, (row_number() OVER (ORDER BY id) - 1) / 500 AS block FROM lists) numbered
   GROUP BY block
)
SELECT (SELECT count(*)::int FROM lists) AS checklists,
       (SELECT count(*)::int FROM roster) AS rows,
       (SELECT coalesce(bit_xor(checklist_mark(unit_id, line_id, role)), 0)::text FROM roster) AS mark,
       (SELECT coalesce(jsonb_agg(blocks ORDER BY blocks."fromId"::bigint), '[]') FROM blocks) AS blocks
