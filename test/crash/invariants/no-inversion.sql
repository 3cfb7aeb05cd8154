-- I7: each subscriber is handed the journal from front to back, batch by batch and half by half; what was said of one checklist or warning stands in the feed as it was said.
WITH handed AS (
  -- The halves of a batch that failed come later and hold what the whole one held.
  SELECT batch.subscriber, batch.id AS batch, CASE WHEN half.id IS NOT NULL THEN batch.id END AS half, entry.nth, feed.position
    FROM journal_batch batch
    CROSS JOIN LATERAL unnest(batch.entries) WITH ORDINALITY AS entry(id, nth)
    JOIN journal_feed feed ON feed.entry_id = entry.id
    LEFT JOIN LATERAL (SELECT min(whole.id) AS id FROM journal_batch whole
                        WHERE whole.subscriber = batch.subscriber AND whole.state = 'split' AND whole.id < batch.id AND whole.entries @> batch.entries) half ON true
), compared AS (
  SELECT *, lag(position) OVER in_turn AS position_before, lag(batch) OVER in_turn AS batch_before FROM handed WINDOW in_turn AS (PARTITION BY subscriber, half ORDER BY batch, nth)
)
SELECT CASE WHEN position = position_before THEN 'doubled' ELSE 'broken' END AS verdict, subscriber, batch, position, batch_before, position_before
  FROM compared WHERE position <= position_before
UNION ALL
-- Whoever says something of it holds its row, and takes a number after the lock: the numbers of one thing follow the commits.
SELECT 'broken', said.subject, NULL, said.position, NULL, said.position_before
  FROM (SELECT entry.subject, entry.id, feed.position, lag(entry.id) OVER places AS id_before, lag(feed.position) OVER places AS position_before
          FROM journal entry JOIN journal_feed feed ON feed.entry_id = entry.id
         WHERE entry.subject LIKE 'checklist/%' OR entry.subject LIKE 'warning/%'
        WINDOW places AS (PARTITION BY entry.subject ORDER BY feed.position)) said
 WHERE said.id < said.id_before
