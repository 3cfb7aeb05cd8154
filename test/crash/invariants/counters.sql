-- I15: the counts that a board shows equal the rows behind them.
SELECT 'broken' AS verdict, list.id AS checklist, list.items_total, count(item) AS items, list.items_answered, count(item) FILTER (WHERE item.state NOT IN ('open', 'returned')) AS answered,
       list.items_accepted, count(item) FILTER (WHERE item.state = 'accepted') AS accepted, list.completed_at
  FROM checklist_checklist list
  LEFT JOIN checklist_item item ON item.checklist_id = list.id AND item.role = 'responsible' AND item.state <> 'withdrawn'
 GROUP BY list.id
HAVING list.items_total <> count(item)
    OR list.items_answered <> count(item) FILTER (WHERE item.state NOT IN ('open', 'returned'))
    OR list.items_accepted <> count(item) FILTER (WHERE item.state = 'accepted')
    OR list.items_answered < list.items_total AND list.completed_at IS NOT NULL
