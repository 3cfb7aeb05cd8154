-- I9: whoever asked for a kind of entry has been given each of them, in one batch that is done; none waits, none is dead.
WITH given AS (
  SELECT subscriber, unnest(entries) AS entry_id FROM journal_batch WHERE state = 'done'
), owed AS (
  SELECT subscription.subscriber, entry.id AS entry_id FROM journal entry JOIN crash_subscription subscription ON subscription.type = entry.type
), counted AS (
  SELECT subscriber, entry_id, count(*) AS times FROM given GROUP BY 1, 2
)
SELECT CASE WHEN counted.times IS NULL THEN 'lost' ELSE 'doubled' END AS verdict, subscriber, entry_id AS entry, counted.times, NULL AS error
  FROM owed FULL JOIN counted USING (subscriber, entry_id)
 WHERE owed.entry_id IS NULL OR counted.times IS DISTINCT FROM 1
UNION ALL
SELECT 'lost', subscriber, entries[1], 0, state || ': ' || coalesce(error, '') FROM journal_batch WHERE state IN ('waiting', 'dead')
