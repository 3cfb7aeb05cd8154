-- I8: no step rings before its time, none after an answer that committed before it, none while the response is suspended.
WITH revision AS (
  SELECT every.*, lead(issued_at) OVER (PARTITION BY checklist_id ORDER BY revision) AS until, first_value(issued_at) OVER (PARTITION BY checklist_id ORDER BY revision) AS first_issued_at
    FROM (SELECT id AS checklist_id, revision, issued_at FROM checklist_checklist UNION ALL SELECT checklist_id, revision, issued_at FROM checklist_revision) every
), notice AS (
  SELECT delivery.id, list.id AS checklist_id, list.response_id, list.stand_down_by, revision.revision, revision.issued_at, revision.first_issued_at, delivery.sent_at,
         terms.speed, terms.acknowledge_minutes, terms.confirm_minutes, rung.clock, rung.step, rung.ring, rung.at_minutes, delivery.facts -> 'measures' AS measures
    FROM notification_delivery delivery
    JOIN revision ON delivery.subject = 'checklist/' || revision.checklist_id AND delivery.sent_at >= revision.issued_at AND (revision.until IS NULL OR delivery.sent_at < revision.until)
    JOIN checklist_checklist list ON list.id = revision.checklist_id
    JOIN checklist_terms terms USING (response_id)
    JOIN checklist_rung rung ON rung.response_id = list.response_id AND rung.clock = delivery.facts ->> 'clock' AND rung.step = (delivery.facts ->> 'step')::int
   WHERE delivery.channel = 'in_app' AND delivery.kind LIKE 'clock.%' AND rung.ring IN ('duty', 'head')
), said AS (
  -- What the unit said, and when that became true for everybody.
  SELECT split_part(subject, '/', 2)::bigint AS checklist_id, (data ->> 'revision')::int AS revision, type, data, crash_moment(pg_xact_commit_timestamp(xmin)) AS at
    FROM journal WHERE type IN ('checklist.acknowledged', 'checklist.items-answered', 'checklist.stood-down', 'checklist.item-reviewed', 'checklist.excused')
), line AS (
  SELECT said.checklist_id, said.at, said.type, (pair ->> 'line')::int AS line_id FROM said, jsonb_array_elements(said.data -> 'answers') AS pair WHERE said.type = 'checklist.items-answered'
  UNION ALL
  SELECT checklist_id, at, type, (data ->> 'line')::int FROM said WHERE type = 'checklist.item-reviewed' AND data ->> 'verdict' = 'returned'
), answered AS MATERIALIZED (
  -- From when until when a line had an answer that had not come back.
  SELECT * FROM (SELECT checklist_id, line_id, type, at AS since, lead(at) OVER (PARTITION BY checklist_id, line_id ORDER BY at) AS until FROM line) AS span
   WHERE type = 'checklist.items-answered'
), open_measure AS (
  -- A line of the measure that had no answer, or whose last answer had come back, when the notice went out.
  SELECT notice.id, measure.no
    FROM notice CROSS JOIN LATERAL jsonb_array_elements_text(notice.measures) AS measure(no)
    JOIN checklist_line wording ON wording.response_id = notice.response_id AND wording.measure_no = measure.no
    JOIN checklist_item item ON item.checklist_id = notice.checklist_id AND item.line_id = wording.line_id AND item.role = 'responsible'
    LEFT JOIN answered ON answered.checklist_id = item.checklist_id AND answered.line_id = item.line_id
                      AND answered.since < notice.sent_at AND (answered.until IS NULL OR answered.until >= notice.sent_at)
   WHERE notice.clock = 'confirm' AND answered.since IS NULL
   GROUP BY notice.id, measure.no
), first_said AS (
  SELECT checklist_id, revision, min(at) FILTER (WHERE type <> 'checklist.item-reviewed') AS at,
         min(min(at) FILTER (WHERE type IN ('checklist.stood-down', 'checklist.excused'))) OVER (PARTITION BY checklist_id) AS ended_at
    FROM said GROUP BY checklist_id, revision
), stood_still AS (
  SELECT suspended.thread AS response_id, crash_moment(pg_xact_commit_timestamp(suspended.xmin)) AS since, (SELECT min(resumed.at) FROM journal resumed
           WHERE resumed.thread = suspended.thread AND resumed.id > suspended.id AND resumed.type IN ('response.resumed', 'response.lifted')) AS until
    FROM journal suspended WHERE suspended.type = 'response.suspended'
)
SELECT 'broken' AS verdict, 'too early' AS what, checklist_id AS checklist, revision, clock, step, ring, sent_at
  FROM notice
 WHERE sent_at < CASE clock WHEN 'acknowledge' THEN checklist_after(issued_at, acknowledge_minutes + at_minutes, speed)
                            WHEN 'stand_down' THEN checklist_after(stand_down_by, at_minutes, speed)
                            ELSE (SELECT checklist_after(notice.first_issued_at, min(coalesce(wording.confirm_minutes, notice.confirm_minutes)) + notice.at_minutes, notice.speed)
                                    FROM checklist_line wording WHERE wording.response_id = notice.response_id AND notice.measures ? wording.measure_no) END
UNION ALL
SELECT 'broken', 'after the answer', notice.checklist_id, notice.revision, notice.clock, notice.step, notice.ring, notice.sent_at
  FROM notice JOIN first_said USING (checklist_id, revision)
 WHERE notice.clock = 'acknowledge' AND first_said.at < notice.sent_at
UNION ALL
SELECT 'broken', 'after the end', notice.checklist_id, notice.revision, notice.clock, notice.step, notice.ring, notice.sent_at
  FROM notice JOIN (SELECT checklist_id, min(ended_at) AS ended_at FROM first_said GROUP BY 1) ending USING (checklist_id)
 WHERE ending.ended_at < notice.sent_at
UNION ALL
SELECT 'broken', 'after the lifting', notice.checklist_id, notice.revision, notice.clock, notice.step, notice.ring, notice.sent_at
  FROM notice JOIN checklist_checklist list ON list.id = notice.checklist_id AND list.revision = notice.revision
 WHERE notice.clock <> 'stand_down' AND notice.stand_down_by IS NOT NULL
UNION ALL
SELECT 'broken', 'after all answers to ' || measure.no, notice.checklist_id, notice.revision, notice.clock, notice.step, notice.ring, notice.sent_at
  FROM notice CROSS JOIN LATERAL jsonb_array_elements_text(notice.measures) AS measure(no)
 WHERE notice.clock = 'confirm' AND notice.revision = 1 AND NOT EXISTS (SELECT 1 FROM open_measure WHERE open_measure.id = notice.id AND open_measure.no = measure.no)
UNION ALL
SELECT 'broken', 'while suspended', notice.checklist_id, notice.revision, notice.clock, notice.step, notice.ring, notice.sent_at
  FROM notice JOIN stood_still USING (response_id)
 WHERE notice.sent_at > stood_still.since AND (stood_still.until IS NULL OR notice.sent_at < stood_still.until)
