-- Fires every step that is due on locked checklists, once: notes it, says whom it reaches, and when to look again.
-- An answer that committed before is seen here, because the lock was taken by an earlier statement.
-- $1 ids
WITH list AS MATERIALIZED (
  SELECT list.id, list.response_id, list.jurisdiction_id, list.exercise, list.unit_id, list.acknowledged_at, list.acknowledge_by, list.acknowledge_step,
         list.stand_down_by, list.stand_down_step, clock_now() AS now
    FROM checklist_checklist list
    JOIN response_face_responses(list.jurisdiction_id) response ON response.response_id = list.response_id
   WHERE list.id = ANY ($1::bigint[]) AND list.stood_down_at IS NULL AND list.excused_at IS NULL AND response.state <> 'suspended'
), ladder AS MATERIALIZED (
  SELECT rung.response_id, rung.clock, rung.step, rung.ring, make_interval(secs => rung.at_minutes * 60.0 / terms.speed) AS wait
    FROM checklist_rung rung JOIN checklist_terms terms USING (response_id)
   WHERE rung.response_id IN (SELECT response_id FROM list)
), open_item AS MATERIALIZED (
  -- Each carries what is needed of its checklist: joined to the list again, sets without statistics cost seconds.
  SELECT list.id, list.response_id, list.jurisdiction_id, list.exercise, list.unit_id, list.now, item.line_id, item.confirm_by, item.confirm_step
    FROM list, LATERAL (
      SELECT item.line_id, item.confirm_by, item.confirm_step FROM checklist_item item
       WHERE item.checklist_id = list.id AND item.state IN ('open', 'returned')
      -- List by list through the key: a join would read the items of the nation for each block.
      OFFSET 0) item
), due_item AS (
  SELECT * FROM open_item WHERE confirm_by + (SELECT min(wait) FROM ladder WHERE clock = 'confirm') <= now
), silent_acknowledge AS (
  SELECT list.id, list.response_id, list.jurisdiction_id, list.exercise, list.unit_id AS silent_unit, NULL::int AS line_id, NULL::text AS measure_no, rung.clock, rung.step, rung.ring
    FROM list JOIN ladder rung ON rung.response_id = list.response_id AND rung.clock = 'acknowledge' AND rung.step >= list.acknowledge_step
   WHERE list.acknowledged_at IS NULL AND list.acknowledge_by + rung.wait <= list.now
), silent_confirm AS (
  SELECT item.id, item.response_id, item.jurisdiction_id, item.exercise, item.unit_id, item.line_id, line.measure_no, rung.clock, rung.step, rung.ring
    FROM due_item item
    JOIN ladder rung ON rung.response_id = item.response_id AND rung.clock = 'confirm' AND rung.step >= item.confirm_step
    JOIN checklist_line line ON line.response_id = item.response_id AND line.line_id = item.line_id
   WHERE item.confirm_by + rung.wait <= item.now
), silent_stand_down AS (
  SELECT list.id, list.response_id, list.jurisdiction_id, list.exercise, list.unit_id, NULL::int, NULL::text, rung.clock, rung.step, rung.ring
    FROM list JOIN ladder rung ON rung.response_id = list.response_id AND rung.clock = 'stand_down' AND rung.step >= list.stand_down_step
   WHERE list.stand_down_by + rung.wait <= list.now
), fired AS MATERIALIZED (
  SELECT * FROM silent_acknowledge UNION ALL SELECT * FROM silent_confirm UNION ALL SELECT * FROM silent_stand_down
), later AS (
  -- Steps that could still fire: the earliest of them says when to look next.
  SELECT list.id, list.acknowledge_by + rung.wait AS at, list.now
    FROM list JOIN ladder rung ON rung.response_id = list.response_id AND rung.clock = 'acknowledge' AND rung.step >= list.acknowledge_step
   WHERE list.acknowledged_at IS NULL
  UNION ALL
  SELECT item.id, item.confirm_by + rung.wait, item.now
    FROM (SELECT DISTINCT id, response_id, confirm_by, confirm_step, now FROM open_item) item JOIN ladder rung ON rung.response_id = item.response_id AND rung.clock = 'confirm' AND rung.step >= item.confirm_step
  UNION ALL
  SELECT list.id, list.stand_down_by + rung.wait, list.now
    FROM list JOIN ladder rung ON rung.response_id = list.response_id AND rung.clock = 'stand_down' AND rung.step >= list.stand_down_step
), change AS (
  -- By one pass over what is known of each: joined instead, three sets without statistics would be looped over.
  SELECT id, max(acknowledge) AS acknowledge, max(stand_down) AS stand_down, min(ring_at) AS ring_at
    FROM (SELECT unnest($1::bigint[]) AS id, NULL::int AS acknowledge, NULL::int AS stand_down, NULL::timestamptz AS ring_at
          UNION ALL
          SELECT id, CASE WHEN clock = 'acknowledge' THEN step END, CASE WHEN clock = 'stand_down' THEN step END, NULL FROM fired WHERE clock <> 'confirm'
          UNION ALL
          SELECT id, NULL, NULL, at FROM later WHERE at > now) known
   GROUP BY id
), noted AS (
  -- Whatever waits no more, a suspended or an excused one for instance, is not looked at again.
  UPDATE checklist_checklist checklist
     SET acknowledge_step = greatest(checklist.acknowledge_step, change.acknowledge + 1),
         stand_down_step = greatest(checklist.stand_down_step, change.stand_down + 1), ring_at = change.ring_at, version = checklist.version + 1
    FROM change
   WHERE checklist.id = change.id
), noted_items AS (
  UPDATE checklist_item item SET confirm_step = step.highest + 1
    FROM (SELECT id, line_id, max(step) AS highest FROM fired WHERE clock = 'confirm' GROUP BY id, line_id) step
   WHERE item.checklist_id = step.id AND item.line_id = step.line_id
), rang AS MATERIALIZED (
  SELECT response_id, jurisdiction_id, exercise, clock, step, ring, count(DISTINCT id)::int AS checklists, (array_agg(DISTINCT id))[1:20] AS sample,
         coalesce(array_agg(DISTINCT measure_no) FILTER (WHERE measure_no IS NOT NULL), '{}') AS measures
    FROM fired WHERE ring IN ('lead', 'commander')
   GROUP BY response_id, jurisdiction_id, exercise, clock, step, ring
), own AS MATERIALIZED (
  -- A unit has one checklist in a response: these are never bundled further.
  SELECT id, response_id, jurisdiction_id, exercise, silent_unit, clock, step, ring, array_agg(measure_no) FILTER (WHERE measure_no IS NOT NULL) AS measures
    FROM fired WHERE ring IN ('duty', 'head')
   GROUP BY id, response_id, jurisdiction_id, exercise, silent_unit, clock, step, ring
), led AS (
  SELECT id, response_id, silent_unit, clock, step, measure_no, measure_no AS said FROM fired WHERE ring = 'lead' AND measure_no IS NOT NULL
  UNION ALL
  -- What is not about one measure reaches the leads of every line that the silent unit has.
  SELECT fired.id, fired.response_id, fired.silent_unit, fired.clock, fired.step, line.measure_no, NULL
    FROM fired, LATERAL (SELECT item.line_id FROM checklist_item item WHERE item.checklist_id = fired.id AND item.state <> 'withdrawn' OFFSET 0) item,
         LATERAL (SELECT line.measure_no FROM checklist_line line WHERE line.response_id = fired.response_id AND line.line_id = item.line_id OFFSET 0) line
   WHERE fired.ring = 'lead' AND fired.measure_no IS NULL
), lead AS (
  SELECT led.response_id, led.clock, led.step, lead.unit_id, count(DISTINCT led.id)::int AS checklists, min(led.id) AS first,
         coalesce(array_agg(DISTINCT led.said) FILTER (WHERE led.said IS NOT NULL), '{}') AS measures
    FROM led, LATERAL (SELECT lead.unit_id FROM checklist_lead lead WHERE lead.response_id = led.response_id AND lead.measure_no = led.measure_no OFFSET 0) lead
   -- Nobody is told of his own silence as its lead.
   WHERE lead.unit_id <> led.silent_unit
   GROUP BY led.response_id, led.clock, led.step, lead.unit_id
), reached AS (
  SELECT response_id, jurisdiction_id, exercise, clock, step, ring, silent_unit AS unit_id,
         -- Unit by unit, and only of those that are silent: a nation has more people than a block has rows.
         CASE ring WHEN 'duty' THEN (SELECT face.person_id FROM directory_face_on_duty(own.jurisdiction_id, clock_now()) face WHERE face.unit_id = own.silent_unit)
                   ELSE (SELECT face.person_id FROM directory_face_heads(own.jurisdiction_id) face WHERE face.unit_id = own.silent_unit) END AS person_id,
         1 AS checklists, id AS first, coalesce(measures, '{}') AS measures, NULL::int AS total, NULL::bigint[] AS sample
    FROM own
  UNION ALL
  SELECT rang.response_id, rang.jurisdiction_id, rang.exercise, rang.clock, rang.step, rang.ring, lead.unit_id, NULL, lead.checklists, lead.first, lead.measures, rang.checklists, rang.sample
    FROM rang JOIN lead USING (response_id, clock, step) WHERE rang.ring = 'lead'
  UNION ALL
  SELECT rang.response_id, rang.jurisdiction_id, rang.exercise, rang.clock, rang.step, rang.ring, face.unit_id, face.person_id, rang.checklists, rang.sample[1], rang.measures, rang.checklists, rang.sample
    FROM rang, LATERAL (SELECT DISTINCT holder.unit_id, holder.person_id FROM identity_face_holders(rang.jurisdiction_id, 'commander') holder WHERE holder.unit_id IS NOT NULL) face
   WHERE rang.ring = 'commander'
)
SELECT response_id AS "responseId", jurisdiction_id AS "jurisdictionId", exercise, clock, step, ring, unit_id AS "unitId", coalesce(person_id, 0)::text AS "personId",
       nextval('checklist_ring')::int AS round, checklists, first::text, measures, total, sample::text[]
  FROM reached
