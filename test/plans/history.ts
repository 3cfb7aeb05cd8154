import pg from 'pg';

/** How much lies behind a city. */
export interface Past {
  /** Responses that were raised, answered, lifted and closed. */
  readonly nights: number;
  /** Checklists of each night. */
  readonly lists: number;
  /** Lines of each checklist, each of a measure of its own. */
  readonly lines: number;
  /** Enterprises with a head, an account, a shift and a contact each. */
  readonly units: number;
  /** Rows of whatever does not follow from the nights: violations, photos, codes, keys. */
  readonly others: number;
}

/** Ids that sort like uuid v7 of long ago. */
const id = (kind: number, n: string): string => `('01900000-0000-7000-8${String(kind).padStart(3, '0')}-' || lpad(to_hex(${n}), 12, '0'))::uuid`;

const people = ({ units, others }: Past): string => `
  CREATE TEMP TABLE place AS SELECT id AS j, (SELECT id FROM identity_user WHERE username = 'zhiban01') AS officer, (SELECT id FROM identity_user WHERE username = 'shenpi01') AS approver,
    (SELECT id FROM identity_user WHERE username = 'qingshi') AS town_user, (SELECT id FROM identity_user WHERE username = 'xuncha01') AS inspector,
    (SELECT id FROM directory_unit WHERE name = '青石镇') AS town, (SELECT id FROM directory_unit WHERE name = '区生态环境分局') AS lead, (SELECT id FROM plan_version WHERE in_force) AS version
    FROM directory_jurisdiction LIMIT 1;
  INSERT INTO directory_unit (jurisdiction_id, name, short_name, initials, kind) SELECT j, '旧企业' || n, '旧企' || n, 'jqy' || n, 'enterprise' FROM place, generate_series(1, ${units}) n;
  CREATE TEMP TABLE firm AS SELECT id, row_number() OVER (ORDER BY id) AS n FROM directory_unit WHERE name LIKE '旧企业%';
  INSERT INTO directory_person (jurisdiction_id, unit_id, name, is_head) SELECT j, firm.id, '负责人' || n, true FROM place, firm;
  CREATE TEMP TABLE head AS SELECT person.id, person.unit_id, firm.n FROM directory_person person JOIN firm ON firm.id = person.unit_id;
  INSERT INTO directory_contact (jurisdiction_id, unit_id, person_id, channel, address, verified_at) SELECT j, unit_id, head.id, 'email', 'p' || n || '@example.cn', clock_now() FROM place, head;
  INSERT INTO directory_contact_code (contact_id, salt, valid_until, asked_by, at)
    SELECT contact.id, '\\x00', clock_now() - interval '9 days', officer, clock_now() - interval '9 days' FROM place, (SELECT id FROM directory_contact ORDER BY id LIMIT ${others}) contact;
  INSERT INTO directory_shift (jurisdiction_id, unit_id, person_id, from_at, to_at)
    SELECT j, unit_id, id, clock_now() - make_interval(days => 30 * past), clock_now() - make_interval(days => 30 * past) + interval '12 hours' FROM place, head, generate_series(1, 2) past;
  INSERT INTO directory_group (jurisdiction_id, name) SELECT j, '旧组' || n FROM place, generate_series(1, 60) n;
  INSERT INTO directory_group_rule (group_id, n, unit_ids) SELECT g.id, 0, ARRAY[town] FROM place, directory_group g WHERE g.name LIKE '旧组%';
  INSERT INTO duty_handover (id, jurisdiction_id, state, given_by, given_to, note, points, given_at, standing, taken_at, taken_standing)
    SELECT ${id(40, 'n')}, j, 'taken', officer, approver, '旧班' || n, '[]', long.ago, '{}', long.ago, '{}' FROM place, generate_series(1, ${others}) n, LATERAL (SELECT clock_now() - make_interval(days => n) AS ago) long;
  INSERT INTO identity_user (id, jurisdiction_id, username, name, unit_id, person_id) SELECT ${id(1, 'n')}, j, 'jqy' || n, '负责人' || n, unit_id, head.id FROM place, head;
  INSERT INTO identity_grant (user_id, role) SELECT ${id(1, 'n')}, 'enterprise' FROM head;
  INSERT INTO identity_grant (user_id, role) SELECT ${id(1, 'n')}, 'approver' FROM head WHERE n <= 60;
  INSERT INTO identity_session (id, token_hash, user_id, created_at, last_seen_at, idle_by, ends_by, ended_at)
    SELECT ${id(2, 'n * 4 + again')}, sha256((n * 4 + again)::text::bytea), ${id(1, 'n')}, long.ago, long.ago, long.ago, long.ago, long.ago
      FROM head, generate_series(0, 1) again, (SELECT clock_now() - interval '9 days' AS ago) long;
  INSERT INTO identity_invitation (id, token_hash, user_id, purpose, use_by, used_at) SELECT ${id(3, 'n')}, sha256(('i' || n)::bytea), ${id(1, 'n')}, 'set-password', clock_now(), clock_now() FROM head;
  INSERT INTO platform_idempotency (actor_id, key, fingerprint, answer, at)
    SELECT ${id(1, 'n')}, 'k' || n, '\\x00', '{}', clock_now() - interval '80 days' + n * interval '1 minute' FROM generate_series(1, ${others}) n;`;

const nights = ({ nights: count, lists, lines }: Past): string => `
  CREATE TEMP TABLE night AS SELECT n, ${id(4, 'n')} AS warning, ${id(5, 'n')} AS response, clock_now() - make_interval(days => 2 * (${count} - n + 5)) AS at FROM generate_series(1, ${count}) n;
  INSERT INTO warning_series (id, jurisdiction_id, number, state, level) SELECT warning, j, '旧' || n, 'lifted', 'orange' FROM night, place;
  INSERT INTO warning_message (id, jurisdiction_id, warning_id, ordinal, kind, state, level, basis, reason, drafted_by, drafted_at, submitted_at, decided_by, decided_at)
    SELECT ${id(6, 'n * 100 + m')}, j, warning, m, CASE WHEN m = 1 THEN 'issue' WHEN m % 2 = 0 THEN 'suspend' ELSE 'resume' END, 'approved', CASE WHEN m = 1 THEN 'orange' END, 'own_forecast', '旧', officer, at, at, approver, at
      FROM night, place, generate_series(1, 60) m WHERE m <= 2 OR n = ${count};
  INSERT INTO response_response (id, jurisdiction_id, warning_id, number, plan_version_id, warning_level, level, revision, state, exercise, speed, starts_at, activated_at, lifted_at, closed_at)
    SELECT response, j, warning, '旧' || n, version, 'orange', 'II', 2, 'closed', false, 1, at, at, at + interval '1 day', at + interval '30 hours' FROM night, place;
  INSERT INTO checklist_terms SELECT response, j, version, 60, 1440, 720, 1 FROM night, place;
  INSERT INTO checklist_rung SELECT response, clock, step, step * 30, 'duty' FROM night, unnest(ARRAY['acknowledge', 'confirm', 'stand_down']) clock, generate_series(0, 1) step;
  INSERT INTO checklist_line (response_id, line_id, measure_no, measure_title, requirement, line_no, text, evidence, levels) SELECT response, l, 'J' || l, '旧措施', '旧要求', 1, '旧要点', '{photo}', '{I,II,III}' FROM night, generate_series(1, ${lines}) l;
  INSERT INTO checklist_lead SELECT response, 'J' || l, lead FROM night, place, generate_series(1, ${lines}) l;
  INSERT INTO checklist_checklist (jurisdiction_id, response_id, unit_id, exercise, revision, items_total, items_answered, items_accepted, issued_at, sent_at, delivered_at, read_at, acknowledged_at, completed_at, accepted_at, stood_down_at, stand_down_by)
    SELECT j, response, unit, false, 2, ${lines}, ${lines}, ${lines} / 2, at, at, at, at, at, at, at, at, at
      FROM place, night, LATERAL (SELECT town AS unit UNION ALL (SELECT firm.id FROM firm WHERE firm.n BETWEEN 1 + (night.n * 37) % greatest(1, (SELECT max(f.n) FROM firm f) - ${lists} + 2) AND (night.n * 37) % greatest(1, (SELECT max(f.n) FROM firm f) - ${lists} + 2) + ${lists} - 1)) who
     ORDER BY night.n;
  CREATE TEMP TABLE list AS SELECT list.id, list.response_id, list.unit_id, list.issued_at FROM checklist_checklist list JOIN night ON night.response = list.response_id;
  INSERT INTO checklist_revision (checklist_id, revision, issued_at) SELECT id, 1, issued_at FROM list;
  INSERT INTO checklist_item (checklist_id, line_id, role, state, confirm_by, answered_at) SELECT id, l, 'responsible', CASE WHEN l % 2 = 0 THEN 'accepted' ELSE 'done' END::checklist_item_state, issued_at, issued_at FROM list, generate_series(1, ${lines}) l ORDER BY id, l;
  INSERT INTO checklist_answer (checklist_id, line_id, client_key, state, answered_by, at) SELECT id, l, 'k', 'done', town_user, issued_at FROM place, list, generate_series(1, ${lines}) l ORDER BY id, l;
  INSERT INTO checklist_review (checklist_id, line_id, answer_id, verdict, reviewed_by, at) SELECT checklist_id, line_id, id, 'accepted', (SELECT officer FROM place), at FROM checklist_answer WHERE line_id % 2 = 0;`;

const ledger = (): string => `
  INSERT INTO notification_delivery (jurisdiction_id, thread, kind, subject, round, unit_id, channel, exercise, state, queued_at, sent_at, delivered_at, read_at, acknowledged_at)
    SELECT j, response_id, 'checklist.issued', 'checklist/' || id, 1, unit_id, 'in_app', false, CASE WHEN id % 10 = 0 THEN 'sent' ELSE 'acknowledged' END::notification_state, issued_at, issued_at,
           CASE WHEN id % 10 > 0 THEN issued_at END, CASE WHEN id % 10 > 0 THEN issued_at END, CASE WHEN id % 10 > 0 THEN issued_at END FROM place, list ORDER BY id;
  CREATE TEMP TABLE letter AS SELECT list.*, head.id AS person, contact.id AS contact FROM list JOIN head ON head.unit_id = list.unit_id JOIN directory_contact contact ON contact.person_id = head.id WHERE list.id % 2 = 0;
  INSERT INTO notification_parcel (jurisdiction_id, gateway, contact_id, state, attempts, next_at, left_at, reference, made_at, opened_at)
    SELECT j, 'email', contact, 'sent', 1, issued_at, issued_at, 'm-' || id, issued_at, issued_at FROM place, letter ORDER BY id;
  INSERT INTO notification_delivery (jurisdiction_id, thread, kind, subject, round, unit_id, person_id, channel, gateway, contact_id, parcel_id, exercise, state, queued_at, sent_at)
    SELECT j, response_id, 'checklist.issued', 'checklist/' || letter.id, 1, unit_id, person, 'email', 'email', contact, parcel.id, false, CASE WHEN letter.id % 50 = 0 THEN 'failed' ELSE 'sent' END::notification_state, issued_at, issued_at
      FROM place, letter JOIN notification_parcel parcel ON parcel.gateway = 'email' AND parcel.reference = 'm-' || letter.id;
  INSERT INTO notification_receipt (gateway, key, reference, outcome, parcel_id, at) SELECT 'email', key, reference, 'delivered', id, made_at FROM notification_parcel WHERE gateway = 'email';
  INSERT INTO notification_link_use (delivery_id, jurisdiction_id, subject, round, person_id, channel, at)
    SELECT id, jurisdiction_id, subject, round, person_id, channel, queued_at FROM notification_delivery WHERE channel = 'email';`;

const trail = ({ others }: Past): string => `
  INSERT INTO journal (jurisdiction_id, type, subject, thread, audience, data, actor_id, at)
    SELECT j, type, 'checklist/' || id, response_id, '{role/duty-officer}', '{}', town_user, issued_at
      FROM place, list, unnest(ARRAY['checklist.acknowledged', 'checklist.items-answered', 'checklist.stood-down']) type ORDER BY list.id;
  WITH head AS (UPDATE journal_head SET position = position + (SELECT count(*) FROM journal WHERE id NOT IN (SELECT entry_id FROM journal_feed)) - (SELECT count(*) FROM journal_pending) RETURNING position)
    INSERT INTO journal_feed (position, entry_id)
    SELECT head.position - count(*) OVER () + row_number() OVER (ORDER BY entry.id), entry.id FROM head, journal entry
     WHERE entry.id NOT IN (SELECT entry_id FROM journal_feed) AND entry.id NOT IN (SELECT entry_id FROM journal_pending);
  INSERT INTO journal_seal_check (at, finished_at) SELECT clock_now() - make_interval(days => n), clock_now() - make_interval(days => n) FROM generate_series(1, 60) n;
  INSERT INTO journal_batch (subscriber, entries, state, handed_at, done_at)
    SELECT 'checklist.arrived', ARRAY[(SELECT max(id) FROM journal) - n], 'done', clock_now() - interval '1 day', clock_now() - interval '1 day' FROM generate_series(1, ${others}) n;
  INSERT INTO evidence_photo (id, jurisdiction_id, uploaded_by, unit_id, sha256, bytes, width, height, format, original_file, served_file, thumbnail_file, missing_since, created_at)
    SELECT ${id(7, 'n')}, j, town_user, town, sha256(n::text::bytea), 1, 1, 1, 'jpeg', 'originals/' || p, 'served/' || p || '.jpg', 'thumbnails/' || p || '.jpg', clock_now(), clock_now() - interval '9 days'
      FROM place, (SELECT n, left(encode(sha256(n::text::bytea), 'hex'), 2) || '/' || encode(sha256(n::text::bytea), 'hex') AS p FROM generate_series(1, ${others}) n) file;
  INSERT INTO inspection_violation (id, jurisdiction_id, response_id, exercise, unit_id, category, place, found_at, logged_at, logged_by)
    SELECT ${id(8, 'n')}, j, CASE WHEN n % 3 > 0 THEN (SELECT response FROM night ORDER BY n DESC LIMIT 1) END, false, town, 'other', '旧', clock_now(), clock_now(), inspector FROM place, generate_series(1, ${others}) n;
  INSERT INTO inspection_problem (id, jurisdiction_id, state, assigned_unit_id, logged_by, closed_by)
    SELECT ${id(8, 'n')}, j, 'closed', CASE WHEN n % 100 = 0 THEN town END, inspector, officer FROM place, generate_series(1, ${others}) n;
  INSERT INTO inspection_step (problem_id, step, done_by) SELECT ${id(8, 'n')}, step, officer FROM place, generate_series(1, ${others}) n, generate_series(1, 2) again, LATERAL (SELECT 'assign' AS step) s;
  INSERT INTO inspection_step (problem_id, step, done_by) SELECT ${id(8, String(others))}, 'assign', officer FROM place, generate_series(1, 60);
  INSERT INTO air_quality_station (id, jurisdiction_id, code, name) SELECT ${id(41, 'n')}, j, '旧' || n, '旧站' || n FROM place, generate_series(1, 60) n;
  INSERT INTO air_quality_reading (station_id, hour, jurisdiction_id, so2, no2, co, o3, pm10, pm25)
    SELECT ${id(41, '1 + n % 60')}, date_trunc('hour', clock_now()) - make_interval(days => (n / 60)::int), j, 9, 9, 1, 9, 99, 99 FROM place, generate_series(0, ${others} - 1) n;
  INSERT INTO plan_plan (id, jurisdiction_id, title, state, imported_by, imported_at, source_name, source_sha256, source, draft, content)
    SELECT ${id(9, 'n')}, j, '旧预案' || n, 'draft', officer, clock_now(), 'x', source_sha256, source, draft, content FROM place, plan_plan, generate_series(1, 60) n WHERE plan_plan.state = 'published';
  INSERT INTO plan_question (plan_id, n, field, reason) SELECT ${id(9, '60')}, n, 'lead', 'missing' FROM generate_series(1, 60) n;`;

/** The newest of the nights, plans and violations of a past: the one with long lists in it. */
export interface Newest {
  readonly warning: string;
  readonly response: string;
  readonly plan: string;
  readonly violation: string;
}

/** Gives the demo district a past, by sets, as the owner: rows as the product would have left them, without having lived them. */
export async function liveThrough(url: string, past: Past): Promise<Newest> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    for (const part of [people(past), nights(past), ledger(), trail(past)]) await client.query(part);
    await client.query('VACUUM ANALYZE');
    const { rows } = await client.query<Newest>(
      `SELECT ${id(4, String(past.nights))} AS warning, ${id(5, String(past.nights))} AS response, ${id(9, '60')} AS plan, ${id(8, String(past.others))} AS violation`,
    );
    return rows[0]!;
  } finally {
    await client.end();
  }
}
