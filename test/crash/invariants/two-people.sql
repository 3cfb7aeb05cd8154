-- I12, I13: nobody signed his own draft, nobody reviewed or answered for a unit that is not his to answer or to review.
SELECT 'broken' AS verdict, 'signed by its drafter or by nobody who may' AS what, message.id::text AS thing, message.decided_by AS who
  FROM warning_message message
 WHERE message.state = 'approved'
   AND (message.decided_by = message.drafted_by OR NOT EXISTS (SELECT 1 FROM identity_grant WHERE user_id = message.decided_by AND role = 'approver'))
UNION ALL
SELECT 'broken', 'reviewed by its own unit', review.id::text, review.reviewed_by
  FROM checklist_review review JOIN checklist_checklist list ON list.id = review.checklist_id JOIN identity_user reviewer ON reviewer.id = review.reviewed_by
 WHERE reviewer.unit_id = list.unit_id
UNION ALL
SELECT 'broken', 'answered by another unit', answer.id::text, answer.answered_by
  FROM checklist_answer answer JOIN checklist_checklist list ON list.id = answer.checklist_id JOIN identity_user sender ON sender.id = answer.answered_by
 WHERE sender.unit_id <> list.unit_id
UNION ALL
SELECT 'broken', 'logged without the right to', violation.id::text, violation.logged_by
  FROM inspection_violation violation
 WHERE NOT EXISTS (SELECT 1 FROM identity_grant WHERE user_id = violation.logged_by AND role IN ('inspector', 'duty-officer'))
