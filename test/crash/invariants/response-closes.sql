-- A response is closed when, and only when, it is lifted and every unit has stood down or is excused.
SELECT CASE WHEN response.state = 'closed' THEN 'broken' ELSE 'lost' END AS verdict, response.number, response.state, count(*) FILTER (WHERE list.stood_down_at IS NULL AND list.excused_at IS NULL) AS not_stood_down
  FROM response_response response JOIN checklist_checklist list ON list.response_id = response.id
 GROUP BY response.id
HAVING (response.state = 'closed') <> (response.lifted_at IS NOT NULL AND count(*) FILTER (WHERE list.stood_down_at IS NULL AND list.excused_at IS NULL) = 0)
