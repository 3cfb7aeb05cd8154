-- Bundles what waits for one contact into one message, once the first of it has waited long enough. Called under the gateway's row lock.
-- $1 gateway, $2 seconds to wait for company, $3 messages at most
WITH ripe AS (
  SELECT jurisdiction_id, contact_id
    FROM notification_delivery
   WHERE gateway = $1 AND state = 'queued' AND parcel_id IS NULL
   GROUP BY jurisdiction_id, contact_id
  HAVING min(coalesce(replayed_at, queued_at)) <= clock_now() - make_interval(secs => $2)
   ORDER BY min(id) LIMIT $3
), packed AS (
  INSERT INTO notification_parcel (jurisdiction_id, gateway, contact_id)
  SELECT jurisdiction_id, $1, contact_id FROM ripe
  RETURNING id, jurisdiction_id, contact_id
)
UPDATE notification_delivery delivery SET parcel_id = packed.id
  FROM packed
 WHERE delivery.gateway = $1 AND delivery.state = 'queued' AND delivery.parcel_id IS NULL
   AND delivery.contact_id = packed.contact_id AND delivery.jurisdiction_id = packed.jurisdiction_id
RETURNING delivery.id
