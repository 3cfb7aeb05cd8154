-- I8: no step of a clock rings twice for one revision; a line rings again only when it began anew.
WITH revision AS (
  SELECT checklist_id, revision, issued_at, lead(issued_at) OVER (PARTITION BY checklist_id ORDER BY revision) AS until
    FROM (SELECT id AS checklist_id, revision, issued_at FROM checklist_checklist UNION ALL SELECT checklist_id, revision, issued_at FROM checklist_revision) every
), notice AS (
  SELECT revision.checklist_id, revision.revision, delivery.facts ->> 'clock' AS clock, (delivery.facts ->> 'step')::int AS step, delivery.facts ->> 'ring' AS ring,
         delivery.person_id, delivery.facts -> 'measures' AS measures
    FROM notification_delivery delivery
    JOIN revision ON delivery.subject = 'checklist/' || revision.checklist_id AND delivery.sent_at >= revision.issued_at AND (revision.until IS NULL OR delivery.sent_at < revision.until)
   WHERE delivery.channel = 'in_app' AND delivery.kind LIKE 'clock.%' AND delivery.facts ->> 'ring' IN ('duty', 'head')
), returned AS (
  SELECT review.checklist_id, line.measure_no, count(*) AS times
    FROM checklist_review review
    JOIN checklist_checklist list ON list.id = review.checklist_id
    JOIN checklist_line line ON line.response_id = list.response_id AND line.line_id = review.line_id
   WHERE review.verdict = 'returned' GROUP BY 1, 2
)
SELECT 'doubled' AS verdict, checklist_id AS checklist, revision, clock, step, ring, NULL AS measure, count(*) AS rang
  FROM notice WHERE clock <> 'confirm' GROUP BY checklist_id, revision, clock, step, ring, person_id HAVING count(*) > 1
UNION ALL
SELECT 'doubled', notice.checklist_id, notice.revision, notice.clock, notice.step, notice.ring, measure.no, count(*)
  FROM notice CROSS JOIN LATERAL jsonb_array_elements_text(notice.measures) AS measure(no)
  LEFT JOIN returned ON returned.checklist_id = notice.checklist_id AND returned.measure_no = measure.no
 WHERE notice.clock = 'confirm'
 GROUP BY notice.checklist_id, notice.revision, notice.clock, notice.step, notice.ring, notice.person_id, measure.no, returned.times
HAVING count(*) > 1 + coalesce(returned.times, 0) + CASE WHEN notice.revision > 1 THEN 1 ELSE 0 END
