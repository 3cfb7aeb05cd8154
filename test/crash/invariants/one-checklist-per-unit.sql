-- I1, I2: each unit of the roster of any level the response has had holds exactly one checklist, and nobody else holds one.
WITH level AS (
  SELECT DISTINCT response.id AS response_id, response.jurisdiction_id, response.plan_version_id, joined.response_level
    FROM response_response response
    JOIN warning_message message ON message.warning_id = response.warning_id AND message.state = 'approved' AND message.level IS NOT NULL
    JOIN plan_face_levels(response.plan_version_id) joined ON joined.warning_level = message.level
), wanted AS (
  SELECT DISTINCT level.response_id, roster.unit_id
    FROM level, LATERAL checklist_roster(level.jurisdiction_id, level.plan_version_id, level.response_level) roster
), held AS (
  SELECT response_id, unit_id, count(*) AS lists FROM checklist_checklist GROUP BY response_id, unit_id
)
SELECT CASE WHEN held.lists IS NULL THEN 'lost' WHEN held.lists > 1 THEN 'doubled' ELSE 'broken' END AS verdict,
       coalesce(wanted.response_id, held.response_id) AS response, coalesce(wanted.unit_id, held.unit_id) AS unit, held.lists
  FROM wanted FULL JOIN held USING (response_id, unit_id)
 WHERE wanted.unit_id IS NULL OR held.lists IS DISTINCT FROM 1
