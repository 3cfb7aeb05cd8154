-- I3: what a client was told had been done is done, once; what was refused is not.
WITH list AS (
  SELECT list.id::text AS id, list.stood_down_at, list.excused_at,
         coalesce(list.acknowledged_at, (SELECT max(acknowledged_at) FROM checklist_revision WHERE checklist_id = list.id)) AS acknowledged_at,
         coalesce(list.read_at, (SELECT max(read_at) FROM checklist_revision WHERE checklist_id = list.id)) AS read_at
    FROM checklist_checklist list
), reviewed AS (
  SELECT CASE review.verdict WHEN 'accepted' THEN 'accept' ELSE 'return' END AS verb, review.checklist_id || '/' || review.line_id AS subject, review.reviewed_by AS actor, review.reason, count(*) AS times
    FROM checklist_review review GROUP BY 1, 2, 3, 4
), asked AS (
  SELECT verb, subject, actor, body ->> 'reason' AS reason, count(*) FILTER (WHERE outcome = 'ok') AS sure, count(*) FILTER (WHERE outcome <> 'ok' AND unknowns > 0) AS perhaps
    FROM crash_request WHERE verb IN ('accept', 'return') GROUP BY 1, 2, 3, 4
), signed AS (
  SELECT warning_id::text AS subject, count(*) FILTER (WHERE state = 'approved') AS times, count(*) AS messages FROM warning_message GROUP BY 1
)
SELECT 'lost' AS verdict, request.verb, request.subject, request.n::text AS request, NULL::bigint AS times
  FROM crash_request request LEFT JOIN list ON list.id = request.subject
 WHERE request.outcome = 'ok'
   AND CASE request.verb WHEN 'acknowledge' THEN list.acknowledged_at IS NULL WHEN 'read' THEN list.read_at IS NULL
                         WHEN 'stand-down' THEN list.stood_down_at IS NULL WHEN 'excuse' THEN list.excused_at IS NULL END
UNION ALL
SELECT 'doubled', 'stand-down', list.id, NULL, 1 FROM list
 WHERE list.stood_down_at IS NOT NULL AND NOT EXISTS (SELECT 1 FROM crash_request WHERE verb = 'stand-down' AND subject = list.id AND (outcome <> 'refused' OR unknowns > 0))
UNION ALL
SELECT CASE WHEN coalesce(reviewed.times, 0) < asked.sure THEN 'lost' ELSE 'doubled' END, coalesce(asked.verb, reviewed.verb), coalesce(asked.subject, reviewed.subject),
       coalesce(asked.reason, reviewed.reason), reviewed.times
  FROM asked FULL JOIN reviewed ON (asked.verb, asked.subject, asked.actor) = (reviewed.verb, reviewed.subject, reviewed.actor) AND asked.reason IS NOT DISTINCT FROM reviewed.reason
 WHERE coalesce(reviewed.times, 0) NOT BETWEEN coalesce(asked.sure, 0) AND coalesce(asked.sure + asked.perhaps, 0)
UNION ALL
SELECT 'lost', 'approve', subject, NULL, times FROM signed
 WHERE times < messages AND NOT EXISTS (SELECT 1 FROM crash_request WHERE verb = 'approve' AND outcome <> 'ok' AND subject = signed.subject)
UNION ALL
SELECT 'doubled', 'approve', message.warning_id::text, message.id::text, 1 FROM warning_message message
 WHERE message.state = 'approved' AND NOT EXISTS (SELECT 1 FROM crash_request
         WHERE verb = 'approve' AND subject = message.warning_id::text AND actor = message.decided_by AND (outcome <> 'refused' OR unknowns > 0))
