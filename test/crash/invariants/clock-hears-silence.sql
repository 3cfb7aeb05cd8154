-- I8: every step that fired was said; every silence that has lasted long enough was heard.
WITH list AS (
  SELECT list.*, terms.speed, response.state AS response_state,
         -- The revision that had to be acknowledged last: a lifting asks for standing down, not for acknowledging.
         CASE WHEN list.stand_down_by IS NULL THEN list.issued_at
              ELSE (SELECT max(earlier.issued_at) FROM checklist_revision earlier WHERE earlier.checklist_id = list.id) END AS to_acknowledge_since
    FROM checklist_checklist list JOIN checklist_terms terms USING (response_id) JOIN response_response response ON response.id = list.response_id
), notice AS (
  SELECT subject, facts ->> 'clock' AS clock, (facts ->> 'step')::int AS step, facts ->> 'ring' AS ring, facts -> 'measures' AS measures, sent_at, thread
    FROM notification_delivery WHERE channel = 'in_app' AND kind LIKE 'clock.%'
), fired AS (
  SELECT list.id, list.response_id, rung.clock, rung.step, rung.ring, NULL AS measure_no, list.to_acknowledge_since AS since
    FROM list JOIN checklist_rung rung ON rung.response_id = list.response_id AND rung.clock = 'acknowledge' AND rung.step < list.acknowledge_step
  UNION ALL
  SELECT list.id, list.response_id, rung.clock, rung.step, rung.ring, NULL, list.issued_at
    FROM list JOIN checklist_rung rung ON rung.response_id = list.response_id AND rung.clock = 'stand_down' AND rung.step < list.stand_down_step
  UNION ALL
  SELECT DISTINCT list.id, list.response_id, rung.clock, rung.step, rung.ring, line.measure_no, '-infinity'::timestamptz
    FROM list JOIN checklist_item item ON item.checklist_id = list.id
    JOIN checklist_line line ON line.response_id = list.response_id AND line.line_id = item.line_id
    JOIN checklist_rung rung ON rung.response_id = list.response_id AND rung.clock = 'confirm' AND rung.step < item.confirm_step
)
SELECT 'lost' AS verdict, 'fired, but not said' AS what, fired.id AS checklist, fired.clock, fired.step, fired.ring, fired.measure_no AS measure
  FROM fired
 WHERE fired.ring IN ('duty', 'head')
   AND NOT EXISTS (SELECT 1 FROM notice WHERE notice.subject = 'checklist/' || fired.id AND notice.clock = fired.clock AND notice.step = fired.step
                     AND notice.ring = fired.ring AND notice.sent_at >= fired.since AND (fired.measure_no IS NULL OR notice.measures ? fired.measure_no))
UNION ALL
SELECT DISTINCT 'lost', 'fired, but the commander was not told', NULL::bigint, fired.clock, fired.step, fired.ring, NULL
  FROM fired
 WHERE fired.ring = 'commander'
   AND NOT EXISTS (SELECT 1 FROM notice WHERE notice.thread = fired.response_id AND notice.clock = fired.clock AND notice.step = fired.step AND notice.ring = 'commander')
UNION ALL
SELECT 'lost', 'silent, but not heard', list.id, rung.clock, rung.step, rung.ring, NULL
  FROM list JOIN checklist_rung rung USING (response_id)
 WHERE list.stood_down_at IS NULL AND list.excused_at IS NULL AND list.response_state <> 'suspended'
   AND CASE rung.clock
         WHEN 'acknowledge' THEN list.acknowledged_at IS NULL AND rung.step >= list.acknowledge_step AND checklist_after(list.acknowledge_by, rung.at_minutes, list.speed) < clock_now()
         WHEN 'stand_down' THEN rung.step >= list.stand_down_step AND checklist_after(list.stand_down_by, rung.at_minutes, list.speed) < clock_now()
         ELSE EXISTS (SELECT 1 FROM checklist_item item WHERE item.checklist_id = list.id AND item.state IN ('open', 'returned') AND rung.step >= item.confirm_step
                         AND checklist_after(item.confirm_by, rung.at_minutes, list.speed) < clock_now()) END
