-- I5, I6: what stands is what the messages and the journal lead to, by legal steps only, and nothing counts backwards.
WITH signed AS (
  SELECT DISTINCT ON (warning_id) warning_id, CASE kind WHEN 'lift' THEN 'lifted' WHEN 'revoke' THEN 'revoked' WHEN 'suspend' THEN 'suspended' ELSE 'issued' END AS state
    FROM warning_message WHERE state = 'approved' ORDER BY warning_id, ordinal DESC
), level AS (
  SELECT DISTINCT ON (warning_id) warning_id, level FROM warning_message WHERE state = 'approved' AND level IS NOT NULL ORDER BY warning_id, ordinal DESC
), told AS (
  SELECT thread AS response_id,
         (array_agg(CASE type WHEN 'response.suspended' THEN 'suspended' WHEN 'response.lifted' THEN 'lifted' WHEN 'response.closed' THEN 'closed' ELSE 'active' END ORDER BY id DESC))[1] AS state,
         count(*) FILTER (WHERE type IN ('response.activated', 'response.level-changed', 'response.lifted')) AS revision
    FROM journal WHERE type LIKE 'response.%' GROUP BY thread
), step AS (
  SELECT data ->> 'messageId' AS message_id, CASE data ->> 'moved' WHEN 'drafted' THEN 'draft' WHEN 'submitted' THEN 'submitted' WHEN 'returned' THEN 'returned' WHEN 'withdrawn' THEN 'withdrawn' END AS state, id
    FROM journal WHERE type = 'warning.message-moved' AND data ->> 'moved' NOT IN ('edited', 'countersigned')
  UNION ALL
  SELECT data ->> 'messageId', 'approved', id FROM journal WHERE type IN ('warning.level-raised', 'warning.level-lowered', 'warning.suspended', 'warning.resumed', 'warning.lifted')
), moved AS (
  SELECT message_id, state, lag(state) OVER (PARTITION BY message_id ORDER BY id) AS before, lead(state) OVER (PARTITION BY message_id ORDER BY id) AS next FROM step
)
SELECT 'broken' AS verdict, 'warning ' || warning.number AS thing, coalesce(signed.state, 'drafted') || ' ' || coalesce(level.level, '') AS should_be, warning.state || ' ' || coalesce(warning.level, '') AS stands
  FROM warning_series warning LEFT JOIN signed ON signed.warning_id = warning.id LEFT JOIN level ON level.warning_id = warning.id
 WHERE (coalesce(signed.state, 'drafted'), level.level) IS DISTINCT FROM (warning.state, warning.level) AND warning.state <> 'withdrawn'
UNION ALL
SELECT 'broken', 'response ' || response.number, told.state || ' ' || told.revision, response.state || ' ' || response.revision
  FROM response_response response LEFT JOIN told ON told.response_id = response.id
 WHERE (told.state, told.revision) IS DISTINCT FROM (response.state, response.revision::bigint)
UNION ALL
SELECT 'broken', 'message ' || moved.message_id, coalesce(moved.before, 'nothing') || ' → ' || moved.state, 'no such step'
  FROM moved
 WHERE CASE WHEN moved.before IS NULL THEN moved.state <> 'draft'
            ELSE NOT EXISTS (SELECT 1 FROM platform_transition WHERE machine = 'warning-message' AND from_state = moved.before AND to_state = moved.state) END
UNION ALL
SELECT 'broken', 'message ' || message.id, moved.state, message.state
  FROM warning_message message LEFT JOIN moved ON moved.message_id = message.id::text AND moved.next IS NULL
 WHERE moved.state IS DISTINCT FROM message.state
UNION ALL
SELECT 'broken', 'messages of warning ' || warning_id, '1 … ' || count(*), min(ordinal) || ' … ' || max(ordinal)
  FROM warning_message GROUP BY warning_id HAVING min(ordinal) <> 1 OR max(ordinal) <> count(*)
UNION ALL
SELECT 'broken', 'revision of checklist ' || list.id, 'above ' || max(earlier.revision), list.revision::text
  FROM checklist_checklist list JOIN checklist_revision earlier ON earlier.checklist_id = list.id
 GROUP BY list.id HAVING max(earlier.revision) >= list.revision
