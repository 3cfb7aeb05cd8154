-- I2: whatever revision of a checklist was sent stands exactly once in its unit's inbox; the one in force was sent; no delivery is of nothing.
WITH revision AS (
  SELECT id AS checklist_id, unit_id, response_id, revision, sent_at, true AS in_force FROM checklist_checklist
  UNION ALL
  SELECT list.id, list.unit_id, list.response_id, earlier.revision, earlier.sent_at, false FROM checklist_revision earlier JOIN checklist_checklist list ON list.id = earlier.checklist_id
), issued AS (
  -- What a revision of a response was about: the first issue, a change of level, the lifting.
  SELECT thread AS response_id, (data ->> 'revision')::int AS revision, 'checklist.' || min(data ->> 'kind') AS kind
    FROM journal WHERE type = 'checklist.block-issued' GROUP BY 1, 2
), placed AS (
  SELECT split_part(subject, '/', 2)::bigint AS checklist_id, round AS revision, unit_id, count(*) AS deliveries, min(kind) AS kind
    FROM notification_delivery WHERE channel = 'in_app' AND kind IN ('checklist.issued', 'checklist.revised', 'checklist.lifted') GROUP BY 1, 2, 3
), compared AS (
  SELECT checklist_id, revision, unit_id, revision.response_id, revision.sent_at, revision.in_force, coalesce(placed.deliveries, 0) AS deliveries, placed.kind
    FROM revision FULL JOIN placed USING (checklist_id, revision, unit_id)
)
SELECT CASE WHEN compared.response_id IS NULL OR compared.deliveries > 1 THEN 'doubled' WHEN compared.deliveries = 0 THEN 'lost' ELSE 'broken' END AS verdict,
       compared.checklist_id AS checklist, compared.revision, compared.unit_id AS unit, compared.sent_at, compared.deliveries, compared.kind
  FROM compared LEFT JOIN issued ON issued.response_id = compared.response_id AND issued.revision = compared.revision
 WHERE compared.response_id IS NULL
    OR compared.in_force AND compared.sent_at IS NULL
    OR compared.deliveries <> CASE WHEN compared.sent_at IS NULL THEN 0 ELSE 1 END
    OR compared.kind <> issued.kind
