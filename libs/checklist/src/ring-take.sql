-- The checklists whose clock has to be looked at now, locked. $1 at most
SELECT id FROM checklist_checklist
 WHERE ring_at <= clock_now() ORDER BY ring_at LIMIT $1 FOR UPDATE SKIP LOCKED
