-- I10: each change of state has its entry in the journal, each entry its change; neither is there twice.
WITH change(type, thing, times) AS (
  SELECT 'checklist.items-answered', checklist_id || '/' || line_id || ' ' || state, count(*) FROM checklist_answer GROUP BY 2
  UNION ALL SELECT 'checklist.item-reviewed', answer_id || ' ' || verdict, count(*) FROM checklist_review GROUP BY 2
  UNION ALL SELECT 'checklist.stood-down', id::text, 1 FROM checklist_checklist WHERE stood_down_at IS NOT NULL
  UNION ALL SELECT 'checklist.excused', id::text, 1 FROM checklist_checklist WHERE excused_at IS NOT NULL
  UNION ALL SELECT 'response.activated', id::text, 1 FROM response_response
  UNION ALL SELECT 'response.closed', id::text, 1 FROM response_response WHERE state = 'closed'
  UNION ALL SELECT 'response.lifted', id::text, 1 FROM response_response WHERE lifted_at IS NOT NULL
  UNION ALL SELECT 'warning.message-moved', id::text, 1 FROM warning_message
  UNION ALL SELECT 'signed', id::text, 1 FROM warning_message WHERE state = 'approved'
  UNION ALL SELECT 'inspection.violation-logged', id::text, 1 FROM inspection_violation
  UNION ALL SELECT 'evidence.photo-kept', id::text, 1 FROM evidence_photo
  UNION ALL SELECT 'checklist.block-sent', thread || ' ' || kind || ' ' || round, count(*) FROM notification_delivery WHERE channel = 'in_app' AND kind IN ('checklist.issued', 'checklist.revised', 'checklist.lifted') GROUP BY 2
  UNION ALL SELECT 'checklist.clock-rang', thread || ' ' || (facts ->> 'clock') || ' ' || (facts ->> 'step'), count(*) FROM notification_delivery WHERE channel = 'in_app' AND kind LIKE 'clock.%' AND facts ->> 'ring' IN ('duty', 'head') GROUP BY 2
), entry(type, thing, times) AS (
  SELECT type, (data ->> 'checklistId') || '/' || (pair ->> 'line') || ' ' || (pair ->> 'state'), count(*)
    FROM journal, jsonb_array_elements(data -> 'answers') AS pair WHERE type = 'checklist.items-answered' GROUP BY 1, 2
  UNION ALL SELECT type, (data ->> 'answerId') || ' ' || (data ->> 'verdict'), count(*) FROM journal WHERE type = 'checklist.item-reviewed' GROUP BY 1, 2
  UNION ALL SELECT type, split_part(subject, '/', 2), count(*) FROM journal
             WHERE type IN ('checklist.stood-down', 'checklist.excused', 'response.activated', 'response.closed', 'response.lifted', 'inspection.violation-logged', 'evidence.photo-kept') GROUP BY 1, 2
  UNION ALL SELECT type, data ->> 'messageId', count(*) FROM journal WHERE type = 'warning.message-moved' AND data ->> 'moved' = 'drafted' GROUP BY 1, 2
  UNION ALL SELECT 'signed', data ->> 'messageId', count(*) FROM journal
             WHERE type IN ('warning.level-raised', 'warning.level-lowered', 'warning.suspended', 'warning.resumed', 'warning.lifted') GROUP BY 1, 2
  UNION ALL SELECT type, thread || ' checklist.' || (data ->> 'kind') || ' ' || (data ->> 'revision'), sum((data ->> 'placed')::bigint)::bigint FROM journal WHERE type = 'checklist.block-sent' GROUP BY 1, 2
  UNION ALL SELECT type, thread || ' ' || (data ->> 'clock') || ' ' || (data ->> 'step'), sum((data ->> 'checklists')::bigint)::bigint
              FROM journal WHERE type = 'checklist.clock-rang' AND data ->> 'ring' IN ('duty', 'head') GROUP BY 1, 2
)
SELECT CASE WHEN coalesce(entry.times, 0) < coalesce(change.times, 0) THEN 'lost' ELSE 'doubled' END AS verdict, type, thing, change.times AS changes, entry.times AS entries
  FROM change FULL JOIN entry USING (type, thing)
 WHERE change.times IS DISTINCT FROM entry.times
UNION ALL
SELECT 'doubled', type, subject || ' ' || (data ->> 'revision'), 1, count(*)
  FROM journal WHERE type IN ('checklist.acknowledged', 'checklist.read', 'checklist.delivered') GROUP BY 2, 3 HAVING count(*) > 1
