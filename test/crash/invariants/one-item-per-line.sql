-- I1: items are the roster times its lines: what the level in force wants is there in its role, what it does not want is withdrawn.
WITH level AS (
  SELECT response.id AS response_id, response.jurisdiction_id, response.plan_version_id, joined.response_level, response.lifted_at,
         message.ordinal = max(message.ordinal) OVER (PARTITION BY response.id) AS in_force
    FROM response_response response
    JOIN warning_message message ON message.warning_id = response.warning_id AND message.state = 'approved' AND message.level IS NOT NULL
    JOIN plan_face_levels(response.plan_version_id) joined ON joined.warning_level = message.level
), wanted AS (
  SELECT level.response_id, roster.unit_id, roster.line_id, min(roster.role) AS role, bool_or(level.in_force) AS in_force, bool_or(level.lifted_at IS NOT NULL) AS lifted
    FROM level, LATERAL checklist_roster(level.jurisdiction_id, level.plan_version_id, level.response_level) roster
   GROUP BY 1, 2, 3
), held AS (
  SELECT list.response_id, list.unit_id, item.line_id, count(*) AS items, min(item.role) AS role, min(item.state) AS state
    FROM checklist_item item JOIN checklist_checklist list ON list.id = item.checklist_id
   GROUP BY 1, 2, 3
)
SELECT CASE WHEN held.items IS NULL THEN 'lost' WHEN held.items > 1 THEN 'doubled' ELSE 'broken' END AS verdict,
       response_id AS response, unit_id AS unit, line_id AS line, held.items, held.role, held.state
  FROM wanted FULL JOIN held USING (response_id, unit_id, line_id)
 WHERE wanted.role IS NULL OR held.items IS DISTINCT FROM 1 OR held.role <> wanted.role
    OR wanted.in_force AND NOT wanted.lifted AND held.state = 'withdrawn'
    OR NOT wanted.in_force AND held.state <> 'withdrawn'
    OR wanted.in_force AND (held.role <> 'responsible') <> (held.state = 'informed')
