-- The delivery ledger says of each revision what its unit said of it, or of a later one, neither less nor more.
WITH said AS (
  SELECT split_part(subject, '/', 2)::bigint AS checklist_id, (data ->> 'revision')::int AS revision,
         max(CASE type WHEN 'checklist.acknowledged' THEN 'acknowledged' WHEN 'checklist.read' THEN 'read' WHEN 'checklist.delivered' THEN 'delivered' END::notification_state) AS state,
         -- Whoever answers or stands down has implied the rest; the ledger may know of it.
         bool_or(type IN ('checklist.items-answered', 'checklist.stood-down')) AS implied
    FROM journal WHERE type IN ('checklist.delivered', 'checklist.read', 'checklist.acknowledged', 'checklist.items-answered', 'checklist.stood-down') GROUP BY 1, 2
), ledger AS (
  SELECT split_part(subject, '/', 2)::bigint AS checklist_id, round AS revision, state
    FROM notification_delivery WHERE channel = 'in_app' AND kind IN ('checklist.issued', 'checklist.revised', 'checklist.lifted')
), compared AS (
  SELECT ledger.checklist_id, ledger.revision, ledger.state, coalesce(max(said.state) FILTER (WHERE said.revision = ledger.revision), 'sent') AS least,
         coalesce(max(CASE WHEN implied THEN 'acknowledged' ELSE said.state END) FILTER (WHERE said.revision >= ledger.revision), 'sent') AS most
    FROM ledger LEFT JOIN said USING (checklist_id) GROUP BY ledger.checklist_id, ledger.revision, ledger.state
)
SELECT CASE WHEN state < least THEN 'lost' ELSE 'broken' END AS verdict, checklist_id AS checklist, revision, state AS ledger, least AS said, most AS said_later
  FROM compared WHERE state NOT BETWEEN least AND most
