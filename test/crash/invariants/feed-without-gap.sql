-- I9: every journal entry has exactly one place in the feed, the places follow one another without a gap, and nothing waits.
SELECT 'lost' AS verdict, 'entry without a place' AS what, entry.id AS entry, NULL::bigint AS position
  FROM journal entry LEFT JOIN journal_feed feed ON feed.entry_id = entry.id WHERE feed.entry_id IS NULL
UNION ALL
SELECT 'doubled', 'entry with two places', entry_id, max(position) FROM journal_feed GROUP BY entry_id HAVING count(*) > 1
UNION ALL
SELECT 'doubled', 'place with two entries', max(entry_id), position FROM journal_feed GROUP BY position HAVING count(*) > 1
UNION ALL
SELECT 'lost', 'empty place', NULL, place FROM journal_head, generate_series(1, position) AS place WHERE NOT EXISTS (SELECT 1 FROM journal_feed WHERE journal_feed.position = place)
UNION ALL
SELECT 'broken', 'place beyond the head', feed.entry_id, feed.position FROM journal_feed feed, journal_head head WHERE feed.position > head.position OR feed.position < 1
UNION ALL
SELECT 'lost', 'still waiting', entry_id, NULL FROM journal_pending
