-- I10: every journal entry is sealed exactly once, and every seal follows the one before it.
WITH sealed AS (
  SELECT unnest(entries) AS entry_id, n FROM journal_seal
), counted AS (
  SELECT entry_id, count(*) AS times FROM sealed GROUP BY 1
)
SELECT CASE WHEN counted.times IS NULL THEN 'lost' ELSE 'doubled' END AS verdict, 'entry' AS what, coalesce(entry.id, counted.entry_id) AS entry, counted.times
  FROM journal entry FULL JOIN counted ON counted.entry_id = entry.id
 WHERE entry.id IS NULL OR counted.times IS DISTINCT FROM 1
UNION ALL
SELECT 'broken', 'seal without the one before it', n, NULL
  FROM (SELECT n, previous, position, count, lag(n) OVER seals AS n_before, lag(root) OVER seals AS root_before, lag(position) OVER seals AS position_before
          FROM journal_seal WINDOW seals AS (ORDER BY n)) seal
 WHERE n <> coalesce(n_before, 0) + 1 OR previous IS DISTINCT FROM root_before OR position <> coalesce(position_before, 0) + count
