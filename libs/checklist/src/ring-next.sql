-- When these checklists have to be looked at next: the earliest step that could still fire; null when nothing waits.
-- $1 ids
UPDATE checklist_checklist checklist SET ring_at = next.at, version = checklist.version + 1
  FROM (
    SELECT list.id,
           CASE WHEN response.state <> 'suspended' AND list.stood_down_at IS NULL AND list.excused_at IS NULL THEN least(
             (SELECT min(checklist_after(list.acknowledge_by, rung.at_minutes, terms.speed)) FROM checklist_rung rung
               WHERE list.acknowledged_at IS NULL AND rung.response_id = list.response_id AND rung.clock = 'acknowledge' AND rung.step >= list.acknowledge_step),
             (SELECT min(checklist_after(item.confirm_by, rung.at_minutes, terms.speed))
                FROM checklist_item item JOIN checklist_rung rung ON rung.response_id = list.response_id AND rung.clock = 'confirm' AND rung.step >= item.confirm_step
               WHERE item.checklist_id = list.id AND item.state IN ('open', 'returned')),
             (SELECT min(checklist_after(list.stand_down_by, rung.at_minutes, terms.speed)) FROM checklist_rung rung
               WHERE list.stand_down_by IS NOT NULL AND rung.response_id = list.response_id AND rung.clock = 'stand_down' AND rung.step >= list.stand_down_step)
           ) END AS at
      FROM checklist_checklist list JOIN checklist_terms terms USING (response_id)
      JOIN response_face_responses(list.jurisdiction_id) response ON response.response_id = list.response_id
     WHERE list.id = ANY ($1::bigint[])
  ) next
 WHERE checklist.id = next.id
