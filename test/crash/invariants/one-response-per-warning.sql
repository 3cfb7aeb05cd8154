-- Every signed warning has exactly one response, and no response stands without a signature.
SELECT CASE WHEN count(response.id) = 0 THEN 'lost' ELSE 'doubled' END AS verdict, warning.number, count(response.id) AS responses
  FROM warning_series warning
  JOIN warning_message message ON message.warning_id = warning.id AND message.kind = 'issue' AND message.state = 'approved'
  LEFT JOIN response_response response ON response.warning_id = warning.id
 GROUP BY warning.id
HAVING count(response.id) <> 1
UNION ALL
SELECT 'broken', response.number, 1
  FROM response_response response
 WHERE NOT EXISTS (SELECT 1 FROM warning_message message
                    WHERE message.warning_id = response.warning_id AND message.kind = 'issue' AND message.state = 'approved')
