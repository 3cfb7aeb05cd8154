-- I5: the state of an item is that of its last answer and of what the reviewer said of it.
WITH last AS (
  SELECT DISTINCT ON (answer.checklist_id, answer.line_id) answer.checklist_id, answer.line_id, answer.state, answer.at, review.verdict
    FROM checklist_answer answer LEFT JOIN checklist_review review ON review.answer_id = answer.id
   ORDER BY answer.checklist_id, answer.line_id, answer.id DESC
), judged AS (
  SELECT item.checklist_id, item.line_id, item.role, item.state, item.answer_line, item.answered_at, last.state AS answer, last.verdict, last.at,
         -- When the line last began anew because the level had changed.
         (SELECT max(started.at) FROM journal started
           WHERE started.thread = list.response_id AND started.type = 'response.level-changed') AS level_changed_at
    FROM checklist_item item
    JOIN checklist_checklist list ON list.id = item.checklist_id
    LEFT JOIN last ON last.checklist_id = item.checklist_id AND last.line_id = coalesce(item.answer_line, item.line_id)
)
SELECT CASE WHEN state IN ('done', 'partly', 'cannot', 'not_applicable', 'accepted') AND answer IS NULL THEN 'lost' ELSE 'broken' END AS verdict,
       checklist_id AS checklist, line_id AS line, role, state, answer, verdict AS review, answered_at, at AS answer_at
  FROM judged
 WHERE state <> 'withdrawn'
   AND CASE WHEN role <> 'responsible' THEN state <> 'informed' OR answer IS NOT NULL
            WHEN answered_at IS NULL THEN state <> 'open' OR answer IS NOT NULL AND level_changed_at IS NULL
            ELSE state::text IS DISTINCT FROM coalesce(verdict, answer::text) OR answer_line IS NULL AND answered_at IS DISTINCT FROM at END
