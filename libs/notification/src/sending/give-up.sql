-- Gives up what could not leave for too long, whoever was to blame; what nobody needs any more is withdrawn instead.
-- $1 gateway, $2 minutes
WITH late AS (
  UPDATE notification_parcel parcel
     SET state = CASE WHEN EXISTS (SELECT 1 FROM notification_delivery part WHERE part.parcel_id = parcel.id AND part.state = 'queued')
                      THEN 'failed' ELSE 'withdrawn' END::notification_parcel_state,
         failure_code = 'channel.gave-up', failure = concat_ws(' ', 'Not sent within', $2::text, 'minutes.', parcel.failure)
   WHERE parcel.id IN (SELECT id FROM notification_parcel
                        WHERE gateway = $1 AND opened_at < clock_now() - make_interval(mins => $2)
                          AND (state = 'waiting' OR state = 'sending' AND next_at < clock_now())
                        ORDER BY id LIMIT 500 FOR UPDATE SKIP LOCKED)
  RETURNING parcel.id, parcel.failure_code, parcel.failure
), packed AS (
  UPDATE notification_delivery part SET state = 'failed', failure_code = late.failure_code, failure = late.failure
    FROM late WHERE part.parcel_id = late.id AND part.state = 'queued'
  RETURNING part.jurisdiction_id, part.thread
), unpacked AS (
  UPDATE notification_delivery SET state = 'failed', failure_code = 'channel.gave-up', failure = concat('Not sent within ', $2::text, ' minutes.')
   WHERE gateway = $1 AND state = 'queued' AND parcel_id IS NULL AND coalesce(replayed_at, queued_at) < clock_now() - make_interval(mins => $2)
  RETURNING jurisdiction_id, thread
)
SELECT jurisdiction_id AS "jurisdictionId", thread, count(*)::int AS deliveries
  FROM (SELECT * FROM packed UNION ALL SELECT * FROM unpacked) given_up GROUP BY 1, 2
