-- Places one message in many inboxes and, for those that are new, one row for each way out: the verified contacts of the
-- person addressed, or those of the unit when he has none; for a whole unit its own contacts and those of whoever is on duty, else of its head.
-- $1-$5 jurisdiction, thread, kind, exercise, cause; $6-$11 columns of the recipients; $12-$14 columns of the routes; $15 facts for outside
WITH placed AS (
  INSERT INTO notification_delivery (jurisdiction_id, thread, kind, exercise, cause_id, channel, state, sent_at, delivered_at, read_at, acknowledged_at,
                                     unit_id, person_id, subject, round, facts)
  SELECT $1, $2, $3, $4, $5, 'in_app', coalesce(r.arrived, 'sent'), clock_now(), CASE WHEN r.arrived >= 'delivered' THEN clock_now() END,
         CASE WHEN r.arrived >= 'read' THEN clock_now() END, CASE WHEN r.arrived = 'acknowledged' THEN clock_now() END,
         r.unit, r.person, r.subject, r.round, r.facts::jsonb
    FROM unnest($6::bigint[], $7::bigint[], $8::text[], $9::int[], $10::text[], $11::notification_state[]) AS r(unit, person, subject, round, facts, arrived)
  ON CONFLICT ON CONSTRAINT notification_delivery_once DO NOTHING
  RETURNING unit_id, person_id, subject, round, facts, state
), meant AS MATERIALIZED (
  SELECT placed.unit_id, placed.subject, placed.round, placed.facts, placed.person_id AS addressed, who.person_id
    FROM placed
   CROSS JOIN LATERAL (
     SELECT CASE WHEN placed.person_id <> 0 THEN placed.person_id ELSE coalesce(
              (SELECT duty.person_id FROM directory_face_on_duty($1, clock_now()) duty WHERE duty.unit_id = placed.unit_id),
              (SELECT head.person_id FROM directory_face_heads($1) head WHERE head.unit_id = placed.unit_id)) END AS person_id
   ) who
   WHERE placed.state <> 'acknowledged'
), reached AS (
  SELECT meant.*, contact.contact_id, contact.channel, contact.person_id AS owner
    FROM meant JOIN directory_face_contacts($1) contact ON contact.person_id = meant.person_id
  UNION ALL
  SELECT meant.*, contact.contact_id, contact.channel, 0
    FROM meant JOIN directory_face_contacts($1) contact ON contact.unit_id = meant.unit_id AND contact.person_id = 0
   WHERE meant.addressed = 0
      OR NOT EXISTS (SELECT 1 FROM directory_face_contacts($1) own WHERE own.person_id = meant.person_id AND own.channel = ANY ($12::text[]))
), outside AS (
  INSERT INTO notification_delivery (jurisdiction_id, thread, kind, exercise, cause_id, channel, gateway, contact_id, state, unit_id, person_id, subject, round, facts)
  SELECT $1, $2, $3, $4, $5, route.channel, route.gateway, reached.contact_id, 'queued', reached.unit_id, reached.owner, reached.subject, reached.round,
         coalesce(reached.facts, '{}') || $15::jsonb
    FROM reached JOIN unnest($12::text[], $13::text[], $14::text[]) AS route(contact, channel, gateway) ON route.contact = reached.channel
  ON CONFLICT ON CONSTRAINT notification_delivery_once DO NOTHING
  RETURNING 1
)
SELECT (SELECT count(*) FROM placed)::int AS placed, (SELECT count(*) FROM outside)::int AS outside
