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
  -- Each carries what is needed of its checklist: joined to the list again, tables without statistics cost seconds.
  SELECT list.id, list.response_id, list.jurisdiction_id, list.exercise, list.unit_id, list.now, item.line_id, item.confirm_by, item.confirm_step
    FROM list
    JOIN checklist_item item ON item.checklist_id = list.id AND item.state IN ('open', 'returned')
), silent_acknowledge AS (
  SELECT list.id, list.response_id, list.jurisdiction_id, list.exercise, list.unit_id AS silent_unit, NULL::int AS line_id, NULL::text AS measure_no, rung.clock, rung.step, rung.ring
    FROM list JOIN ladder rung ON rung.response_id = list.response_id AND rung.clock = 'acknowledge' AND rung.step >= list.acknowledge_step
   WHERE list.acknowledged_at IS NULL AND list.acknowledge_by + rung.wait <= list.now
), silent_confirm AS (
  SELECT item.id, item.response_id, item.jurisdiction_id, item.exercise, item.unit_id, item.line_id, line.measure_no, rung.clock, rung.step, rung.ring
    FROM open_item item
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
    FROM open_item item JOIN ladder rung ON rung.response_id = item.response_id AND rung.clock = 'confirm' AND rung.step >= item.confirm_step
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
), duty AS MATERIALIZED (
  SELECT unit.silent_unit AS unit_id, one.person_id
    FROM (SELECT DISTINCT jurisdiction_id, silent_unit FROM fired WHERE ring = 'duty') unit,
         LATERAL (SELECT face.person_id FROM directory_face_on_duty(unit.jurisdiction_id, clock_now()) face WHERE face.unit_id = unit.silent_unit LIMIT 1) one
), head AS MATERIALIZED (
  -- Unit by unit, and only of those that are silent: a nation has more heads than a block has rows.
  SELECT unit.silent_unit AS unit_id, one.person_id
    FROM (SELECT DISTINCT jurisdiction_id, silent_unit FROM fired WHERE ring = 'head') unit,
         LATERAL (SELECT face.person_id FROM directory_face_heads(unit.jurisdiction_id) face WHERE face.unit_id = unit.silent_unit LIMIT 1) one
), commander AS MATERIALIZED (
  SELECT one.jurisdiction_id, face.unit_id, face.person_id
    FROM (SELECT DISTINCT jurisdiction_id FROM fired WHERE ring = 'commander') one, LATERAL identity_face_holders(one.jurisdiction_id, 'commander') face
), reached AS (
  SELECT fired.*, fired.silent_unit AS unit_id, duty.person_id FROM fired LEFT JOIN duty ON duty.unit_id = fired.silent_unit WHERE fired.ring = 'duty'
  UNION ALL
  SELECT fired.*, fired.silent_unit, head.person_id FROM fired LEFT JOIN head ON head.unit_id = fired.silent_unit WHERE fired.ring = 'head'
  UNION ALL
  SELECT fired.*, lead.unit_id, NULL FROM fired
    JOIN checklist_lead lead ON lead.response_id = fired.response_id AND lead.measure_no = fired.measure_no AND lead.unit_id <> fired.silent_unit
   WHERE fired.ring = 'lead'
  UNION ALL
  SELECT fired.*, lead.unit_id, NULL::bigint FROM fired
    JOIN checklist_item item ON item.checklist_id = fired.id AND item.state <> 'withdrawn'
    JOIN checklist_line line ON line.response_id = fired.response_id AND line.line_id = item.line_id
    JOIN checklist_lead lead ON lead.response_id = fired.response_id AND lead.measure_no = line.measure_no AND lead.unit_id <> fired.silent_unit
   WHERE fired.ring = 'lead' AND fired.measure_no IS NULL
  UNION ALL
  SELECT fired.*, commander.unit_id, commander.person_id FROM fired JOIN commander ON commander.jurisdiction_id = fired.jurisdiction_id WHERE fired.ring = 'commander'
)
SELECT response_id AS "responseId", jurisdiction_id AS "jurisdictionId", exercise, clock, step, ring,
       unit_id AS "unitId", coalesce(person_id, 0)::text AS "personId", nextval('checklist_ring')::int AS round,
       array_agg(DISTINCT id)::text[] AS checklists,
       coalesce(array_agg(DISTINCT measure_no) FILTER (WHERE measure_no IS NOT NULL), '{}') AS measures
  FROM reached
 WHERE unit_id IS NOT NULL
 GROUP BY response_id, jurisdiction_id, exercise, clock, step, ring, unit_id, person_id
