-- Fires every step that is due on locked checklists, once: notes it, and says whom it reaches.
-- An answer that committed before is seen here, because the lock was taken by an earlier statement.
-- $1 ids
WITH list AS MATERIALIZED (
  SELECT list.*, terms.speed, clock_now() AS now
    FROM checklist_checklist list JOIN checklist_terms terms USING (response_id)
    JOIN response_face_responses(list.jurisdiction_id) response ON response.response_id = list.response_id
   WHERE list.id = ANY ($1::bigint[]) AND list.stood_down_at IS NULL AND list.excused_at IS NULL AND response.state <> 'suspended'
), silent_acknowledge AS (
  SELECT list.id, list.response_id, list.jurisdiction_id, list.exercise, list.unit_id AS silent_unit, NULL::int AS line_id, NULL::text AS measure_no, rung.clock, rung.step, rung.ring
    FROM list JOIN checklist_rung rung ON rung.response_id = list.response_id AND rung.clock = 'acknowledge' AND rung.step >= list.acknowledge_step
   WHERE list.acknowledged_at IS NULL AND checklist_after(list.acknowledge_by, rung.at_minutes, list.speed) <= list.now
), silent_confirm AS (
  SELECT list.id, list.response_id, list.jurisdiction_id, list.exercise, list.unit_id, item.line_id, line.measure_no, rung.clock, rung.step, rung.ring
    FROM list
    JOIN checklist_item item ON item.checklist_id = list.id AND item.state IN ('open', 'returned')
    JOIN checklist_line line ON line.response_id = list.response_id AND line.line_id = item.line_id
    JOIN checklist_rung rung ON rung.response_id = list.response_id AND rung.clock = 'confirm' AND rung.step >= item.confirm_step
   WHERE checklist_after(item.confirm_by, rung.at_minutes, list.speed) <= list.now
), silent_stand_down AS (
  SELECT list.id, list.response_id, list.jurisdiction_id, list.exercise, list.unit_id, NULL::int, NULL::text, rung.clock, rung.step, rung.ring
    FROM list JOIN checklist_rung rung ON rung.response_id = list.response_id AND rung.clock = 'stand_down' AND rung.step >= list.stand_down_step
   WHERE list.stand_down_by IS NOT NULL AND checklist_after(list.stand_down_by, rung.at_minutes, list.speed) <= list.now
), fired AS MATERIALIZED (
  -- Each carries what is needed of its checklist: joined to the list again, tables without statistics cost seconds.
  SELECT * FROM silent_acknowledge UNION ALL SELECT * FROM silent_confirm UNION ALL SELECT * FROM silent_stand_down
), noted AS (
  UPDATE checklist_checklist checklist
     SET acknowledge_step = greatest(checklist.acknowledge_step, coalesce(step.acknowledge + 1, 0)),
         stand_down_step = greatest(checklist.stand_down_step, coalesce(step.stand_down + 1, 0)), version = checklist.version + 1
    FROM (SELECT id, max(step) FILTER (WHERE clock = 'acknowledge') AS acknowledge, max(step) FILTER (WHERE clock = 'stand_down') AS stand_down
            FROM fired WHERE clock <> 'confirm' GROUP BY id) step
   WHERE checklist.id = step.id
), noted_items AS (
  UPDATE checklist_item item SET confirm_step = step.highest + 1
    FROM (SELECT id, line_id, max(step) AS highest FROM fired WHERE clock = 'confirm' GROUP BY id, line_id) step
   WHERE item.checklist_id = step.id AND item.line_id = step.line_id
), duty AS MATERIALIZED (
  SELECT face.* FROM (SELECT DISTINCT jurisdiction_id, now FROM list) one, LATERAL directory_face_on_duty(one.jurisdiction_id, one.now) face
), head AS MATERIALIZED (
  SELECT face.* FROM (SELECT DISTINCT jurisdiction_id FROM list) one, LATERAL directory_face_heads(one.jurisdiction_id) face
), commander AS MATERIALIZED (
  SELECT one.jurisdiction_id, face.unit_id, face.person_id
    FROM (SELECT DISTINCT jurisdiction_id FROM list) one, LATERAL identity_face_holders(one.jurisdiction_id, 'commander') face
), reached AS (
  SELECT fired.*, fired.silent_unit AS unit_id, duty.person_id FROM fired LEFT JOIN duty ON duty.unit_id = fired.silent_unit WHERE fired.ring = 'duty'
  UNION ALL
  SELECT fired.*, fired.silent_unit, head.person_id FROM fired LEFT JOIN head ON head.unit_id = fired.silent_unit WHERE fired.ring = 'head'
  UNION ALL
  SELECT fired.*, lead.unit_id, NULL FROM fired
    JOIN checklist_lead lead ON lead.response_id = fired.response_id AND lead.measure_no = fired.measure_no AND lead.unit_id <> fired.silent_unit
   WHERE fired.ring = 'lead'
  UNION ALL
  SELECT DISTINCT fired.*, lead.unit_id, NULL::bigint FROM fired
    JOIN checklist_item item ON item.checklist_id = fired.id AND item.state <> 'withdrawn'
    JOIN checklist_line line ON line.response_id = fired.response_id AND line.line_id = item.line_id
    JOIN checklist_lead lead ON lead.response_id = fired.response_id AND lead.measure_no = line.measure_no AND lead.unit_id <> fired.silent_unit
   WHERE fired.ring = 'lead' AND fired.measure_no IS NULL
  UNION ALL
  SELECT fired.*, commander.unit_id, commander.person_id FROM fired JOIN commander ON commander.jurisdiction_id = fired.jurisdiction_id WHERE fired.ring = 'commander'
)
SELECT response_id AS "responseId", jurisdiction_id AS "jurisdictionId", exercise, clock, step, ring,
       unit_id AS "unitId", coalesce(person_id, 0)::text AS "personId", nextval('checklist_ring')::int AS round,
       array_agg(DISTINCT id::text) AS checklists,
       coalesce(array_agg(DISTINCT measure_no) FILTER (WHERE measure_no IS NOT NULL), '{}') AS measures
  FROM reached
 WHERE unit_id IS NOT NULL
 GROUP BY response_id, jurisdiction_id, exercise, clock, step, ring, unit_id, person_id
