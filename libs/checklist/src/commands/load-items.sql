-- The lines that are being answered, with what the decision looks at. The checklists are locked already.
-- $1 [{n, checklist, line, key}]
SELECT given.n, given.line, list.unit_id AS "unitId", list.jurisdiction_id AS "jurisdictionId", list.response_id AS "responseId", list.revision,
       list.stood_down_at AS "stoodDownAt", item.state, item.role, line.evidence,
       (SELECT array_agg(lead.unit_id) FROM checklist_lead lead
         WHERE lead.response_id = list.response_id AND lead.measure_no = line.measure_no) AS leads,
       (SELECT jsonb_build_object('state', answer.state, 'note', answer.note, 'count', answer.count, 'untilAt', answer.until_at, 'latitude', answer.latitude,
                 'longitude', answer.longitude, 'document', answer.document, 'photos', answer.photos)
          FROM checklist_answer answer
         WHERE answer.checklist_id = given.checklist AND answer.line_id = given.line AND answer.client_key = given.key) AS earlier,
       clock_now() AS at
  FROM jsonb_to_recordset($1::jsonb) AS given(n int, checklist bigint, line int, key text)
  JOIN checklist_checklist list ON list.id = given.checklist
  JOIN checklist_item item ON item.checklist_id = list.id AND item.line_id = given.line
  JOIN checklist_line line ON line.response_id = list.response_id AND line.line_id = given.line
