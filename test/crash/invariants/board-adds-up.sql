-- I15: what the board told at rest is what the rows add up to; every obligation is met, excused or still owed, and nothing is in two places.
WITH list AS (
  SELECT response_id, count(*) AS checklists, count(sent_at) AS sent, count(acknowledged_at) AS acknowledged, count(stood_down_at) AS stood_down, count(excused_at) AS excused,
         count(*) FILTER (WHERE stood_down_at IS NULL AND excused_at IS NULL) AS owed, count(*) FILTER (WHERE stood_down_at IS NOT NULL AND excused_at IS NOT NULL) AS both
    FROM checklist_checklist GROUP BY 1
), item AS (
  SELECT list.response_id, count(*) AS items, count(*) FILTER (WHERE item.state IN ('open', 'returned')) AS open, count(*) FILTER (WHERE item.state = 'accepted') AS accepted
    FROM checklist_checklist list JOIN checklist_item item ON item.checklist_id = list.id AND item.role = 'responsible' AND item.state <> 'withdrawn' GROUP BY 1
), told AS (
  SELECT response_id, board -> 'totals' AS totals, measures.*
    FROM crash_board, LATERAL (SELECT sum((one ->> 'items')::int) AS items, sum((one ->> 'open')::int + (one ->> 'returned')::int) AS open, sum((one ->> 'accepted')::int) AS accepted,
           sum((one ->> 'open')::int + (one ->> 'returned')::int + (one ->> 'done')::int + (one ->> 'partly')::int + (one ->> 'cannot')::int + (one ->> 'notApplicable')::int + (one ->> 'accepted')::int) AS states
           FROM jsonb_array_elements(board -> 'measures') AS one) AS measures
)
SELECT 'broken' AS verdict, told.response_id AS response, what, on_the_board, in_the_rows
  FROM told JOIN list USING (response_id) LEFT JOIN item USING (response_id),
       LATERAL (VALUES ('checklists', (totals ->> 'checklists')::bigint, list.checklists), ('sent', (totals ->> 'sent')::bigint, list.sent), ('all sent', list.checklists, list.sent),
                       ('acknowledged', (totals ->> 'acknowledged')::bigint, list.acknowledged), ('stood down', (totals ->> 'stoodDown')::bigint, list.stood_down),
                       ('excused', (totals ->> 'excused')::bigint, list.excused), ('owed', (totals ->> 'notStoodDown')::bigint, list.owed), ('both stood down and excused', 0, list.both),
                       ('items', (totals ->> 'items')::bigint, coalesce(item.items, 0)), ('answered', (totals ->> 'answered')::bigint, coalesce(item.items - item.open, 0)),
                       ('accepted', (totals ->> 'accepted')::bigint, coalesce(item.accepted, 0)), ('items by measure', coalesce(told.items, 0), coalesce(item.items, 0)),
                       ('open by measure', coalesce(told.open, 0), coalesce(item.open, 0)), ('accepted by measure', coalesce(told.accepted, 0), coalesce(item.accepted, 0)),
                       ('each line in one state', coalesce(told.states, 0), coalesce(item.items, 0))) AS compared(what, on_the_board, in_the_rows)
 WHERE on_the_board IS DISTINCT FROM in_the_rows
UNION ALL
SELECT 'lost', response.id, 'a response without a board', NULL, NULL FROM response_response response WHERE NOT EXISTS (SELECT 1 FROM crash_board WHERE response_id = response.id)
