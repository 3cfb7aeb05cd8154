-- Leases messages that are due, oldest first, one per contact, none to a contact that had its share of this minute.
-- A message whose lease has ended was under way when its sender died: it is taken up again, as uncertain as that sender left it.
-- After a restore nobody knows what left between the backup and the loss: what waited at that time is in doubt too.
-- $1 gateway, $2 messages at most, $3 messages per contact and minute, $4 seconds of the lease
WITH due AS (
  SELECT waiting.id, waiting.contact_id, waiting.next_at
    FROM notification_parcel waiting
   WHERE waiting.gateway = $1 AND waiting.state IN ('waiting', 'sending') AND waiting.next_at <= clock_now()
     AND (SELECT count(*) FROM notification_parcel lately
           WHERE lately.contact_id = waiting.contact_id AND lately.gateway = $1 AND lately.left_at > clock_now() - interval '1 minute') < $3
   ORDER BY waiting.next_at, waiting.id LIMIT $2 * 4
), first AS (
  SELECT DISTINCT ON (contact_id) id, next_at FROM due ORDER BY contact_id, next_at, id
), chosen AS (
  SELECT id FROM first ORDER BY next_at, id LIMIT $2
), locked AS (
  SELECT parcel.id, parcel.state = 'sending' AS abandoned FROM notification_parcel parcel JOIN chosen USING (id)
   WHERE parcel.state IN ('waiting', 'sending') AND parcel.next_at <= clock_now()
     FOR UPDATE OF parcel SKIP LOCKED
)
UPDATE notification_parcel parcel
   SET state = 'sending', lease = gen_random_uuid(), attempts = parcel.attempts + 1, next_at = clock_now() + make_interval(secs => $4),
       uncertain = parcel.uncertain OR EXISTS (SELECT 1 FROM platform_restore_epoch life WHERE greatest(parcel.opened_at, parcel.left_at) < life.restored_at)
  FROM locked WHERE parcel.id = locked.id
RETURNING parcel.id, parcel.jurisdiction_id AS "jurisdictionId", parcel.gateway, parcel.contact_id AS "contactId", parcel.key, parcel.lease,
          parcel.attempts, parcel.uncertain, parcel.left_at AS "leftAt", parcel.made_at AS "madeAt", locked.abandoned
