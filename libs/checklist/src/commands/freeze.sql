-- The plan version, frozen into the response: its time limits, its ladders, its wording of every level, its leads.
-- $1 response, $2 plan version, $3 jurisdiction, $4 speed
WITH terms AS (
  INSERT INTO checklist_terms (response_id, jurisdiction_id, plan_version_id, acknowledge_minutes, confirm_minutes, stand_down_minutes, speed)
  SELECT $1, $3, $2,
         max(within_minutes) FILTER (WHERE clock = 'acknowledge'),
         max(within_minutes) FILTER (WHERE clock = 'confirm'),
         max(within_minutes) FILTER (WHERE clock = 'stand_down'),
         $4
    FROM plan_face_clocks($2)
  RETURNING response_id
), rungs AS (
  INSERT INTO checklist_rung (response_id, clock, step, at_minutes, ring)
  SELECT terms.response_id, clocks.clock, rung.n - 1, (rung.value ->> 'atMinutes')::int, rung.value ->> 'ring'
    FROM terms, plan_face_clocks($2) clocks, jsonb_array_elements(clocks.ladder) WITH ORDINALITY AS rung(value, n)
), wording AS (
  INSERT INTO checklist_line (response_id, line_id, measure_no, measure_title, requirement, line_no, slot, text, text_en, evidence, levels, confirm_minutes, exemptions)
  SELECT terms.response_id, line.ordinal, line.measure_no, line.measure_title, line.requirement, line.line_no, line.slot, line.text, line.text_en,
         line.evidence, line.levels, line.confirm_minutes, apart.exemptions
    FROM terms, plan_face_lines($2) line JOIN plan_face_exemptions($2) apart USING (measure_no)
)
INSERT INTO checklist_lead (response_id, measure_no, unit_id)
SELECT DISTINCT terms.response_id, assigned.measure_no, coalesce(assigned.unit_id, member.unit_id)
  FROM terms, plan_face_assignments($2) assigned
  LEFT JOIN LATERAL (SELECT face.unit_id FROM directory_face_members($3) face WHERE face.group_id = assigned.group_id OFFSET 0) member ON true
 WHERE assigned.role = 'lead' AND coalesce(assigned.unit_id, member.unit_id) IS NOT NULL
