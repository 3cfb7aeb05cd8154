-- I8: no step rings more than a minute after it was due, by the wall: no fault lasts longer than 3 s and the dead are replaced at once, so it is the minute after recovery with the faults in it.
--
-- By the wall, because the nights' clock runs five times faster and leaps: a step that was leapt over was due when the clock leapt. Left out is
-- whose deadlines were moved since: what was suspended, lines that came back, lines of later revisions.
WITH revision AS (
  SELECT every.*, lead(issued_at) OVER (PARTITION BY checklist_id ORDER BY revision) AS until
    FROM (SELECT id AS checklist_id, revision, issued_at FROM checklist_checklist UNION ALL SELECT checklist_id, revision, issued_at FROM checklist_revision) every
), notice AS MATERIALIZED (
  SELECT revision.*, delivery.facts, delivery.sent_at
    FROM notification_delivery delivery
    JOIN revision ON delivery.subject = 'checklist/' || revision.checklist_id AND delivery.sent_at >= revision.issued_at AND (revision.until IS NULL OR delivery.sent_at < revision.until)
   WHERE delivery.channel = 'in_app' AND delivery.kind LIKE 'clock.%'
), moved AS (
  SELECT thread AS response_id FROM journal WHERE type = 'response.suspended'
), due AS (
  SELECT list.id AS checklist, notice.revision, rung.clock, rung.step, rung.ring, notice.sent_at,
         greatest(notice.issued_at, CASE rung.clock
           WHEN 'acknowledge' THEN checklist_after(notice.issued_at, terms.acknowledge_minutes + rung.at_minutes, terms.speed)
           WHEN 'stand_down' THEN checklist_after(list.stand_down_by, rung.at_minutes, terms.speed)
           ELSE (SELECT checklist_after(notice.issued_at, min(coalesce(wording.confirm_minutes, terms.confirm_minutes)) + rung.at_minutes, terms.speed)
                   FROM checklist_line wording WHERE wording.response_id = list.response_id AND notice.facts -> 'measures' ? wording.measure_no) END) AS due_at
    FROM notice
    JOIN checklist_checklist list ON list.id = notice.checklist_id
    JOIN checklist_terms terms ON terms.response_id = list.response_id
    JOIN checklist_rung rung ON rung.response_id = list.response_id AND rung.clock = notice.facts ->> 'clock' AND rung.step = (notice.facts ->> 'step')::int
   WHERE rung.ring IN ('duty', 'head') AND list.response_id NOT IN (SELECT response_id FROM moved)
     AND (rung.clock <> 'confirm' OR notice.revision = 1 AND list.id NOT IN (SELECT checklist_id FROM checklist_review WHERE verdict = 'returned'))
), rang AS (
  SELECT *, crash_wall(due_at) AS due_wall, crash_wall(sent_at) AS rang_wall FROM due
)
SELECT 'broken' AS verdict, checklist, revision, clock, step, ring, due_at, sent_at, rang_wall - due_wall AS late
  FROM rang WHERE rang_wall - due_wall > interval '1 minute'
