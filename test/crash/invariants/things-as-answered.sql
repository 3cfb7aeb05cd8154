-- I3, I4: whatever a client was told had been created stands once; nothing stands that nobody was told of.
WITH told AS (
  SELECT verb, answer ->> CASE verb WHEN 'open' THEN 'messageId' ELSE 'id' END AS id FROM crash_request
   WHERE verb IN ('draft', 'open', 'photo', 'violation') AND outcome = 'ok' GROUP BY 1, 2
), stands AS (
  SELECT 'draft' AS verb, id::text, count(*) AS times FROM warning_series GROUP BY 2
  UNION ALL SELECT 'open', id::text, count(*) FROM warning_message WHERE ordinal > 1 GROUP BY 2
  UNION ALL SELECT 'photo', id::text, count(*) FROM evidence_photo GROUP BY 2
  UNION ALL SELECT 'violation', id::text, count(*) FROM inspection_violation GROUP BY 2
)
SELECT CASE WHEN stands.times IS NULL THEN 'lost' ELSE 'doubled' END AS verdict, verb, id, stands.times
  FROM told FULL JOIN stands USING (verb, id)
 WHERE told.id IS NULL OR stands.times IS DISTINCT FROM 1
