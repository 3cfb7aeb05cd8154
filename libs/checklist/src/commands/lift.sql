-- 解除: nobody has to act any more (unanswered items are withdrawn), and everybody has to stand down.
-- $1 response, $2 revision
WITH terms AS (
  SELECT *, clock_now() AS lifted_at FROM checklist_terms WHERE response_id = $1
), list AS (
  SELECT id, revision, issued_at, sent_at, delivered_at, read_at, acknowledged_at, completed_at
    FROM checklist_checklist WHERE response_id = $1 AND stood_down_at IS NULL AND excused_at IS NULL
   ORDER BY id FOR UPDATE
), kept AS (
  INSERT INTO checklist_revision (checklist_id, revision, issued_at, sent_at, delivered_at, read_at, acknowledged_at, completed_at) SELECT * FROM list
), withdrawn AS (
  UPDATE checklist_item item SET state = 'withdrawn' FROM list WHERE item.checklist_id = list.id AND item.state IN ('open', 'returned')
  RETURNING item.checklist_id
), lifted AS (
  UPDATE checklist_checklist checklist
     SET revision = $2, issued_at = terms.lifted_at, sent_at = NULL, delivered_at = NULL, read_at = NULL, acknowledged_at = NULL, acknowledge_by = NULL,
         items_total = items_answered, stand_down_by = checklist_after(terms.lifted_at, terms.stand_down_minutes, terms.speed), stand_down_step = 0,
         ring_at = terms.lifted_at, version = version + 1
    FROM terms, list WHERE checklist.id = list.id
  RETURNING checklist.id
)
SELECT coalesce(jsonb_agg(blocks ORDER BY blocks."fromId"::bigint), '[]') AS blocks
  FROM (SELECT min(id)::text AS "fromId", max(id)::text AS "toId", count(*)::int AS checklists
          FROM (SELECT id, (row_number() OVER (ORDER BY id) - 1) / 500 AS block FROM lifted) numbered
         GROUP BY block) blocks
