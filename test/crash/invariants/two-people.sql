-- I12, I13: nobody signed his own draft, nobody reviewed or answered for a unit that is not his to answer or to review; each had the right at that moment, not before or after it.
WITH act(what, thing, who, at, roles) AS (
  SELECT 'signed', id::text, decided_by, decided_at, ARRAY['approver'] FROM warning_message WHERE state = 'approved'
  UNION ALL SELECT 'drafted', id::text, drafted_by, drafted_at, ARRAY['duty-officer'] FROM warning_message
  UNION ALL SELECT 'reviewed', id::text, reviewed_by, at, ARRAY['duty-officer', 'unit', 'unit-head'] FROM checklist_review
  UNION ALL SELECT 'answered', id::text, answered_by, at, ARRAY['unit', 'unit-head', 'enterprise'] FROM checklist_answer
  UNION ALL SELECT 'logged', id::text, logged_by, logged_at, ARRAY['inspector', 'duty-officer'] FROM inspection_violation
  UNION ALL SELECT 'photographed', id::text, uploaded_by, created_at, ARRAY['unit', 'unit-head', 'enterprise', 'inspector', 'duty-officer'] FROM evidence_photo
)
SELECT 'broken' AS verdict, what || ' without the right to, at that moment' AS what, thing, who
  FROM act
 WHERE NOT EXISTS (SELECT 1 FROM identity_grant WHERE user_id = who AND role = ANY (roles) AND granted_at <= act.at AND (revoked_at IS NULL OR revoked_at > act.at))
UNION ALL
SELECT 'broken', 'signed by its drafter', id::text, decided_by FROM warning_message WHERE state = 'approved' AND decided_by = drafted_by
UNION ALL
SELECT 'broken', 'reviewed by its own unit', review.id::text, review.reviewed_by
  FROM checklist_review review JOIN checklist_checklist list ON list.id = review.checklist_id JOIN identity_user reviewer ON reviewer.id = review.reviewed_by
 WHERE reviewer.unit_id = list.unit_id
UNION ALL
SELECT 'broken', 'answered by another unit', answer.id::text, answer.answered_by
  FROM checklist_answer answer JOIN checklist_checklist list ON list.id = answer.checklist_id JOIN identity_user sender ON sender.id = answer.answered_by
 WHERE sender.unit_id <> list.unit_id
