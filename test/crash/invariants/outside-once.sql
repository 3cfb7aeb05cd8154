-- Outside every message ends sent or failed; what the ledger calls sent was taken once by its provider, but for a repetition that says so; nothing else was taken.
WITH taken AS (
  SELECT gateway, key, count(*) FILTER (WHERE NOT marked) AS times, count(*) AS with_repetitions FROM crash_taken GROUP BY 1, 2
), parcel AS (
  -- A robot knows no keys: what it reads is the order number.
  SELECT parcel.*, coalesce(by_key.times, by_number.times, 0) AS times, coalesce(by_key.with_repetitions, by_number.with_repetitions, 0) AS with_repetitions
    FROM notification_parcel parcel
    LEFT JOIN taken by_key ON by_key.gateway = parcel.gateway AND by_key.key = parcel.key::text
    LEFT JOIN taken by_number ON by_number.gateway = parcel.gateway AND by_number.key = parcel.id::text
), delivery AS (
  SELECT part.id, part.gateway, part.state::text AS state, part.parcel_id, parcel.state::text AS parcel_state FROM notification_delivery part LEFT JOIN parcel ON parcel.id = part.parcel_id WHERE part.channel <> 'in_app'
)
SELECT 'lost' AS verdict, 'waits for ever' AS what, gateway, id::text AS thing, state FROM delivery WHERE state = 'queued'
UNION ALL
SELECT 'lost', 'message under way for ever', gateway, id::text, state::text FROM parcel WHERE state IN ('waiting', 'sending')
UNION ALL
SELECT 'lost', 'said to be sent, and never taken', gateway, id::text, state::text FROM parcel WHERE state = 'sent' AND with_repetitions = 0
UNION ALL
SELECT 'doubled', 'taken more than once', gateway, id::text, state::text FROM parcel WHERE times > 1
UNION ALL
SELECT 'broken', 'taken, and said to have failed for certain', gateway, id::text, failure_code FROM parcel WHERE state = 'failed' AND with_repetitions > 0 AND NOT uncertain
UNION ALL
SELECT 'broken', 'message and ledger disagree', gateway, id::text, state || ' / ' || parcel_state FROM delivery
 WHERE parcel_state = 'sent' AND state IN ('queued', 'failed') OR parcel_state = 'failed' AND state IN ('queued', 'sent')
UNION ALL
SELECT 'doubled', 'taken, and nobody sent it', gateway, key, NULL FROM taken
 WHERE NOT EXISTS (SELECT 1 FROM notification_parcel parcel WHERE parcel.gateway = taken.gateway AND (parcel.key::text = taken.key OR parcel.id::text = taken.key))
UNION ALL
SELECT 'lost', 'not sent outside', contact.channel, inside.subject, inside.kind
  FROM notification_delivery inside JOIN directory_contact contact ON contact.unit_id = inside.unit_id AND contact.person_id IS NULL AND contact.verified_at IS NOT NULL
 WHERE inside.channel = 'in_app' AND NOT inside.exercise AND inside.person_id = 0 AND inside.kind IN ('checklist.issued', 'checklist.revised', 'checklist.lifted')
   AND (inside.acknowledged_at IS NULL OR inside.acknowledged_at > inside.sent_at)
   AND NOT EXISTS (SELECT 1 FROM notification_delivery outside WHERE outside.contact_id = contact.id AND (outside.subject, outside.kind, outside.round) = (inside.subject, inside.kind, inside.round))
