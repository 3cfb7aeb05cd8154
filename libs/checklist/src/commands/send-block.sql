-- Marks the checklists of one block as sent; those already sent, or revised since, are left alone.
-- $1 response, $2 revision, $3 first id, $4 last id
UPDATE checklist_checklist SET sent_at = clock_now(), version = version + 1
 WHERE id BETWEEN $3 AND $4 AND response_id = $1 AND revision = $2 AND sent_at IS NULL
RETURNING id, unit_id AS "unitId"
