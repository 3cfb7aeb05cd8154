-- I3, I4: an answer that was accepted stands exactly once, as it was given; what was refused left nothing; what nobody answered is whole or absent.
WITH request AS (
  SELECT key, min(subject)::bigint AS checklist_id, bool_or(outcome = 'ok') AS taken, bool_and(outcome = 'refused' AND unknowns = 0) AS refused, min(n) AS n
    FROM crash_request WHERE verb = 'confirm' GROUP BY key
), asked AS (
  SELECT request.*, (item ->> 'itemId')::int AS line_id, item ->> 'answer' AS state, item ->> 'note' AS note,
         ARRAY(SELECT jsonb_array_elements_text(coalesce(item -> 'photos', '[]'))::uuid) AS photos
    FROM request JOIN crash_request first ON first.n = request.n, jsonb_array_elements(first.body -> 'items') AS item
), kept AS (
  SELECT checklist_id, line_id, client_key AS key, count(*) AS answers, min(state::text) AS state, min(note) AS note, min(photos) AS photos
    FROM checklist_answer GROUP BY 1, 2, 3
), compared AS (
  SELECT checklist_id, line_id, key, asked.taken, asked.refused, coalesce(kept.answers, 0) AS answers, asked.n IS NULL AS nobody_sent_it,
         (kept.state, kept.note, kept.photos) IS DISTINCT FROM (asked.state, asked.note, asked.photos) AS altered,
         min(coalesce(kept.answers, 0)) OVER (PARTITION BY checklist_id, key) <> max(coalesce(kept.answers, 0)) OVER (PARTITION BY checklist_id, key) AS in_part
    FROM asked FULL JOIN kept USING (checklist_id, line_id, key)
)
SELECT CASE WHEN answers > 1 OR nobody_sent_it THEN 'doubled' WHEN taken AND answers = 0 THEN 'lost' ELSE 'broken' END AS verdict,
       checklist_id AS checklist, line_id AS line, key, taken, refused, answers, nobody_sent_it, altered, in_part
  FROM compared
 WHERE nobody_sent_it OR answers > 1 OR taken AND answers = 0 OR refused AND answers > 0 OR in_part OR answers > 0 AND altered
