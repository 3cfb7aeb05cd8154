-- I6: levels and revisions follow one another in time; none older stands over a newer one.
WITH revision AS (
  SELECT checklist_id, revision, issued_at, lead(issued_at) OVER (PARTITION BY checklist_id ORDER BY revision) AS next_issued_at
    FROM (SELECT id AS checklist_id, revision, issued_at FROM checklist_checklist UNION ALL SELECT checklist_id, revision, issued_at FROM checklist_revision) every
), signed AS (
  SELECT message.warning_id, message.ordinal, message.decided_at, entry.id AS entry_id,
         lead(message.decided_at) OVER by_ordinal AS next_decided_at, lead(entry.id) OVER by_ordinal AS next_entry_id
    FROM warning_message message
    JOIN journal entry ON entry.data ->> 'messageId' = message.id::text AND entry.type IN ('warning.level-raised', 'warning.level-lowered', 'warning.suspended', 'warning.resumed', 'warning.lifted')
   WHERE message.state = 'approved' WINDOW by_ordinal AS (PARTITION BY message.warning_id ORDER BY message.ordinal)
), newest AS (
  SELECT DISTINCT ON (thread) thread AS response_id, coalesce(data ->> 'to', data ->> 'level') AS level FROM journal WHERE type IN ('response.activated', 'response.level-changed') ORDER BY thread, id DESC
)
SELECT 'broken' AS verdict, 'revision issued before the one it follows' AS what, checklist_id::text AS thing, revision::text AS at FROM revision WHERE next_issued_at <= issued_at
UNION ALL
SELECT 'broken', 'message signed, or told, before the one it follows', warning_id::text, ordinal::text FROM signed WHERE next_decided_at < decided_at OR next_entry_id < entry_id
UNION ALL
SELECT 'broken', 'response stands at an older level', response.id::text, newest.level || ' should be, is ' || response.level
  FROM response_response response JOIN newest ON newest.response_id = response.id WHERE newest.level IS DISTINCT FROM response.level
