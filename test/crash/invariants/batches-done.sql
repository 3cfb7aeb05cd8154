-- I9: whoever asked for a kind of entry has been given each of them, in one batch that is done; none waits, none is dead but for what nobody could digest.
WITH given AS (
  SELECT subscriber, unnest(entries) AS entry_id FROM journal_batch WHERE state = 'done'
), poison AS (
  SELECT subscription.subscriber, poison.entry_id FROM crash_poison poison JOIN crash_subscription subscription USING (type)
), owed AS (
  SELECT subscription.subscriber, entry.id AS entry_id FROM journal entry JOIN crash_subscription subscription ON subscription.type = entry.type
  EXCEPT SELECT subscriber, entry_id FROM poison
), counted AS (
  SELECT subscriber, entry_id, count(*) AS times FROM given GROUP BY 1, 2
), dead AS (
  SELECT subscriber, unnest(entries) AS entry_id, state || ': ' || coalesce(error, '') AS error FROM journal_batch WHERE state IN ('waiting', 'dead')
)
SELECT CASE WHEN counted.times IS NULL THEN 'lost' ELSE 'doubled' END AS verdict, subscriber, entry_id AS entry, counted.times, NULL AS error
  FROM owed FULL JOIN counted USING (subscriber, entry_id)
 WHERE owed.entry_id IS NULL OR counted.times IS DISTINCT FROM 1
UNION ALL
SELECT 'lost', subscriber, entry_id, count(dead), coalesce(min(dead.error), 'poison that is on no dead list')
  FROM dead FULL JOIN poison USING (subscriber, entry_id) GROUP BY 2, 3 HAVING count(poison) <> 1 OR count(dead) <> 1
