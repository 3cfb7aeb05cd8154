-- Marks the checklists of one block as sent; those already sent, or revised since, are left alone.
-- $1 response, $2 revision, $3 first id, $4 last id
UPDATE checklist_checklist SET sent_at = clock_now(), version = version + 1
-- Written so that only the ids can be looked up: of tonight's response the statistics know nothing, and its index would be read whole for each block.
 WHERE id BETWEEN $3 AND $4 AND response_id IS NOT DISTINCT FROM $1 AND revision = $2 AND sent_at IS NULL
-- The unit may have been faster than its message, for instance when the queue stood still.
RETURNING id, unit_id AS "unitId",
          CASE WHEN acknowledged_at IS NOT NULL THEN 'acknowledged' WHEN read_at IS NOT NULL THEN 'read' WHEN delivered_at IS NOT NULL THEN 'delivered' END AS arrived
