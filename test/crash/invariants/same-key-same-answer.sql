-- I4: the same key with the same request gets the same answer, with another request a refusal; and everybody was answered in the end.
SELECT 'broken' AS verdict, 'another answer' AS what, again.n AS request, first.n AS first, again.outcome, again.code
  FROM crash_request again JOIN crash_request first ON first.n = again.repeats
 WHERE again.body IS NOT DISTINCT FROM first.body AND (again.outcome, again.answer) IS DISTINCT FROM (first.outcome, first.answer)
   AND NOT (first.outcome = 'refused' AND again.outcome = 'refused')
UNION ALL
SELECT 'doubled', 'another request under the same key was taken', again.n, first.n, again.outcome, again.code
  FROM crash_request again JOIN crash_request first ON first.n = again.repeats
 WHERE again.body IS DISTINCT FROM first.body AND first.outcome = 'ok' AND (again.code, again.status) IS DISTINCT FROM ('idempotency.key-reused', 422)
UNION ALL
SELECT 'broken', 'kept under the key is something else than was answered', request.n, NULL, request.outcome, request.code
  FROM crash_request request LEFT JOIN platform_idempotency kept ON kept.actor_id = request.actor AND kept.key = request.key
 WHERE request.verb IN ('draft', 'open', 'photo', 'violation') AND request.outcome = 'ok' AND kept.answer IS DISTINCT FROM request.answer
UNION ALL
SELECT 'broken', 'never answered', n, NULL, outcome, code FROM crash_request WHERE outcome = 'unknown'
