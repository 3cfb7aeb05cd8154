-- Checklists that count as sent lately and stand in no inbox. $1 at most, $2 when this was last looked at to the end; null: look at an hour
SELECT list.id, list.jurisdiction_id AS "jurisdictionId", list.response_id AS "responseId", list.exercise, list.revision, list.unit_id AS "unitId",
       CASE WHEN list.stand_down_by IS NOT NULL THEN 'lifted' WHEN list.revision = 1 THEN 'issued' ELSE 'revised' END AS kind,
       CASE WHEN list.acknowledged_at IS NOT NULL THEN 'acknowledged' WHEN list.read_at IS NOT NULL THEN 'read' WHEN list.delivered_at IS NOT NULL THEN 'delivered' END AS arrived
  FROM directory_face_jurisdictions() place
 CROSS JOIN LATERAL response_face_responses(place.jurisdiction_id) response
  JOIN checklist_checklist list ON list.response_id = response.response_id
 WHERE response.state <> 'closed' AND list.stood_down_at IS NULL AND list.excused_at IS NULL AND list.sent_at > CASE WHEN $2::timestamptz IS NULL THEN clock_now() - interval '1 hour' ELSE least($2, clock_now()) - interval '1 minute' END
   AND NOT EXISTS (SELECT 1 FROM notification_face_inbox(list.response_id) placed
                    WHERE placed.subject = 'checklist/' || list.id AND placed.round = list.revision AND placed.unit_id = list.unit_id AND placed.kind LIKE 'checklist.%')
 ORDER BY list.response_id, list.id LIMIT $1
