-- A change of level: only the difference. What stays is left alone, what starts is added, what a stricter or milder line
-- replaces gives way to it, what stops is withdrawn; the units touched get a new revision to acknowledge.
-- $1 jurisdiction, $2 response, $3 plan version, $4 new response level, $5 exercise, $6 revision, $7 true when the level goes down
WITH terms AS (
  SELECT *, clock_now() AS issued_at FROM checklist_terms WHERE response_id = $2
), change AS MATERIALIZED (
  SELECT * FROM checklist_difference($1, $2, $3, $4)
), touched AS (
  SELECT unit_id FROM change GROUP BY unit_id HAVING bool_or(effect <> 'continue')
), settled AS (
  -- The state each item will have: a milder line keeps the answer to the stricter one.
  SELECT change.unit_id, change.line_id, change.role, change.effect,
         CASE WHEN change.role <> 'responsible' THEN 'informed'
              WHEN change.effect = 'continue' THEN change.state
              WHEN change.effect = 'succeed' AND $7 AND change.partner_state NOT IN ('open', 'informed') THEN change.partner_state
              ELSE 'open' END AS state,
         CASE WHEN change.effect = 'succeed' AND $7 AND change.partner_state NOT IN ('open', 'informed') THEN change.partner_line END AS answer_line
    FROM change JOIN touched USING (unit_id)
   WHERE change.effect IN ('continue', 'start', 'succeed')
), counted AS (
  SELECT unit_id,
         count(*) FILTER (WHERE role = 'responsible')::int AS total,
         count(*) FILTER (WHERE role = 'responsible' AND state NOT IN ('open', 'returned'))::int AS answered,
         count(*) FILTER (WHERE role = 'responsible' AND state = 'accepted')::int AS accepted
    FROM settled GROUP BY unit_id
), kept AS (
  INSERT INTO checklist_revision (checklist_id, revision, issued_at, sent_at, delivered_at, read_at, acknowledged_at, completed_at)
  SELECT list.id, list.revision, list.issued_at, list.sent_at, list.delivered_at, list.read_at, list.acknowledged_at, list.completed_at
    FROM checklist_checklist list JOIN touched USING (unit_id)
   WHERE list.response_id = $2
), revised AS (
  INSERT INTO checklist_checklist (jurisdiction_id, response_id, unit_id, exercise, revision, items_total, items_answered, items_accepted, issued_at, acknowledge_by, ring_at)
  SELECT $1, $2, touched.unit_id, $5, $6, coalesce(counted.total, 0), coalesce(counted.answered, 0), coalesce(counted.accepted, 0), terms.issued_at,
         checklist_after(terms.issued_at, terms.acknowledge_minutes, terms.speed), terms.issued_at
    FROM terms, touched LEFT JOIN counted USING (unit_id)
   ORDER BY touched.unit_id
  ON CONFLICT ON CONSTRAINT checklist_one_per_unit_and_response DO UPDATE
     SET revision = excluded.revision, items_total = excluded.items_total, items_answered = excluded.items_answered, items_accepted = excluded.items_accepted,
         issued_at = excluded.issued_at, sent_at = NULL, delivered_at = NULL, read_at = NULL, acknowledged_at = NULL, acknowledge_step = 0,
         completed_at = CASE WHEN excluded.items_answered = excluded.items_total THEN coalesce(checklist_checklist.completed_at, excluded.issued_at) END,
         accepted_at = CASE WHEN excluded.items_accepted = excluded.items_total THEN coalesce(checklist_checklist.accepted_at, excluded.issued_at) END,
         acknowledge_by = excluded.acknowledge_by, ring_at = excluded.ring_at, version = checklist_checklist.version + 1
  RETURNING id, unit_id
), withdrawn AS (
  UPDATE checklist_item item SET state = 'withdrawn'
    FROM change WHERE item.checklist_id = change.checklist_id AND item.line_id = change.line_id AND change.effect IN ('stop', 'give_way')
), started AS (
  INSERT INTO checklist_item (checklist_id, line_id, role, state, confirm_by, answer_line, answered_at)
  SELECT revised.id, settled.line_id, settled.role, settled.state::checklist_item_state,
         CASE WHEN settled.role = 'responsible' THEN checklist_after(terms.issued_at, coalesce(line.confirm_minutes, terms.confirm_minutes), terms.speed) END,
         -- Relaxed twice: the answer still stands where it was given, two levels ago.
         coalesce(partner.answer_line, settled.answer_line),
         CASE WHEN settled.answer_line IS NOT NULL THEN terms.issued_at END
    FROM terms, settled JOIN revised USING (unit_id) JOIN checklist_line line ON line.response_id = $2 AND line.line_id = settled.line_id
    LEFT JOIN checklist_item partner ON partner.checklist_id = revised.id AND partner.line_id = settled.answer_line
   WHERE settled.effect <> 'continue'
  ON CONFLICT (checklist_id, line_id) DO UPDATE
     SET state = excluded.state, confirm_by = excluded.confirm_by, confirm_step = 0, answer_line = excluded.answer_line, answered_at = excluded.answered_at
), blocks AS (
  SELECT min(id)::text AS "fromId", max(id)::text AS "toId", count(*)::int AS checklists
    FROM (SELECT id, (row_number() OVER (ORDER BY id) - 1) / 500 AS block FROM revised) numbered
   GROUP BY block
), roster AS (
  SELECT unit_id, line_id, role FROM change WHERE effect IN ('continue', 'start', 'succeed')
)
SELECT (SELECT count(*)::int FROM touched) AS checklists,
       (SELECT count(*)::int FROM roster) AS rows,
       (SELECT coalesce(bit_xor(checklist_mark(unit_id, line_id, role)), 0)::text FROM roster) AS mark,
       (SELECT coalesce(jsonb_agg(blocks ORDER BY blocks."fromId"::bigint), '[]') FROM blocks) AS blocks
