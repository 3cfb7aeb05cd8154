-- Keeps answers that were decided on locked checklists: the answer, the item, the counts, the journal, in one statement.
-- $1 [{n, checklist, line, key, state, was, note, count, until, latitude, longitude, document, photos, actor, device, request, jurisdiction, response, unit, revision, audience}]
WITH given AS MATERIALIZED (
  SELECT * FROM jsonb_to_recordset($1::jsonb) AS given(n int, checklist bigint, line int, key text, state checklist_item_state, was checklist_item_state,
    note text, count int, until timestamptz, latitude float8, longitude float8, document text, photos uuid[], actor uuid, device timestamptz, request text,
    jurisdiction uuid, response uuid, unit bigint, revision int, audience text[])
), answer AS (
  INSERT INTO checklist_answer (checklist_id, line_id, client_key, state, note, count, until_at, latitude, longitude, document, photos, answered_by, device_at)
  SELECT checklist, line, key, state, note, count, until, latitude, longitude, document, photos, actor, device FROM given
), item AS (
  UPDATE checklist_item item SET state = given.state, answered_at = clock_now(), answer_line = NULL
    FROM given WHERE item.checklist_id = given.checklist AND item.line_id = given.line
), list AS (
  UPDATE checklist_checklist list
     SET items_answered = list.items_answered + change.newly,
         completed_at = CASE WHEN list.items_answered + change.newly = list.items_total THEN coalesce(list.completed_at, clock_now()) END,
         delivered_at = coalesce(list.delivered_at, clock_now()), read_at = coalesce(list.read_at, clock_now()),
         acknowledged_at = coalesce(list.acknowledged_at, clock_now()), version = list.version + 1
    FROM (SELECT checklist, count(*) FILTER (WHERE was IN ('open', 'returned'))::int AS newly FROM given GROUP BY checklist) change
   -- Named one by one, so that they are looked up by their key, however few the statistics believe there are.
   WHERE list.id = change.checklist AND list.id = ANY (ARRAY(SELECT checklist FROM given))
)
SELECT journal_write(jurisdiction, 'checklist.items-answered', 'checklist/' || checklist, response, audience,
         jsonb_build_object('jurisdictionId', jurisdiction, 'checklistId', checklist::text, 'responseId', response, 'unitId', unit::text, 'revision', revision,
                            'answers', jsonb_agg(jsonb_build_object('line', line, 'state', state) ORDER BY line)), actor, request) AS entry
  FROM given
 GROUP BY n, jurisdiction, checklist, response, audience, unit, revision, actor, request
