-- The lines that are being answered, with what the decision looks at. The checklists are locked already. Each row is looked up by its
-- key: joined freely, these tables are scanned whole as long as the statistics say that they are as small as before the raise.
-- The latest answer is looked for only where the device says which one it had seen (`compares`).
-- $1 [{n, checklist, line, key, compares}]
SELECT given.n, given.line, list.unit_id AS "unitId", list.jurisdiction_id AS "jurisdictionId", list.response_id AS "responseId", list.revision,
       list.stood_down_at AS "stoodDownAt", item.state, item.role, line.evidence,
       (SELECT array_agg(lead.unit_id) FROM checklist_lead lead
         WHERE lead.response_id = list.response_id AND lead.measure_no = line.measure_no) AS leads,
       (SELECT jsonb_build_object('state', answer.state, 'note', answer.note, 'count', answer.count, 'untilAt', answer.until_at, 'latitude', answer.latitude,
                 'longitude', answer.longitude, 'document', answer.document, 'photos', answer.photos)
          FROM checklist_answer answer
         WHERE answer.checklist_id = given.checklist AND answer.line_id = given.line AND answer.client_key = given.key) AS earlier,
       CASE WHEN given.compares THEN
         (SELECT answer.id::text FROM checklist_answer answer
           WHERE answer.checklist_id = given.checklist AND answer.line_id = coalesce(item.answer_line, given.line) ORDER BY answer.id DESC LIMIT 1) END AS latest,
       clock_now() AS at
  FROM jsonb_to_recordset($1::jsonb) AS given(n int, checklist bigint, line int, key text, compares boolean),
       LATERAL (SELECT unit_id, jurisdiction_id, response_id, revision, stood_down_at FROM checklist_checklist WHERE id = given.checklist OFFSET 0) list,
       LATERAL (SELECT state, role, answer_line FROM checklist_item WHERE checklist_id = given.checklist AND line_id = given.line OFFSET 0) item,
       LATERAL (SELECT measure_no, evidence FROM checklist_line WHERE response_id = list.response_id AND line_id = given.line OFFSET 0) line
