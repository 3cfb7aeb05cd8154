-- Runs of checklists in open responses that nobody has sent a minute after they were issued.
SELECT list.jurisdiction_id AS "jurisdictionId", list.response_id AS "responseId", list.exercise, list.revision,
       CASE WHEN list.stand_down_by IS NOT NULL THEN 'lifted' WHEN list.revision = 1 THEN 'issued' ELSE 'revised' END AS kind,
       min(list.id)::text AS "fromId", max(list.id)::text AS "toId", count(*)::int AS checklists
  FROM directory_face_jurisdictions() place
 CROSS JOIN LATERAL response_face_responses(place.jurisdiction_id) response
  JOIN LATERAL (SELECT *, (row_number() OVER (ORDER BY id) - 1) / 500 AS run FROM checklist_checklist
                 WHERE response_id = response.response_id AND sent_at IS NULL AND stood_down_at IS NULL AND excused_at IS NULL
                   AND issued_at < clock_now() - interval '1 minute') list ON true
 WHERE response.state <> 'closed'
 GROUP BY 1, 2, 3, 4, 5, list.run
