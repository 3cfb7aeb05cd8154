import type { Ground } from './ground.js';

/** One unit in a thousand is a chemical plant of its own place, so that some searches find few. */
export async function nameUnits(ground: Ground): Promise<void> {
  await ground.database.query(
    `UPDATE directory_unit SET name = '青石化工' || id, short_name = '青石' || id, initials = 'qshg' || id, version = version + 1
      WHERE jurisdiction_id = $1 AND kind = 'enterprise' AND id % 1000 = 7`,
    [ground.city.jurisdictionId],
  );
}

/** As many problems as a season of a nation brings, of all states; what is measured is reading them. */
export async function fillLedger(ground: Ground, response: string, count: number): Promise<number> {
  await ground.database.query(
    `WITH unit AS (SELECT id, row_number() OVER (ORDER BY id) AS n FROM directory_unit WHERE jurisdiction_id = $1 AND kind = 'enterprise'),
     officer AS (SELECT id FROM identity_user WHERE username = 'bench-duty-officer'),
     found AS (
       INSERT INTO inspection_violation (id, jurisdiction_id, response_id, exercise, unit_id, measure_no, category, description, place, found_at, logged_by)
       SELECT (lpad(to_hex(1790000000000 + n), 12, '0') || '7' || lpad(to_hex(n % 4096), 3, '0') || '8000' || lpad(to_hex(n), 12, '0'))::uuid,
              $1, $2, false, unit.id, '1', (ARRAY['not_stopped', 'treatment_off', 'road_dust', 'vehicle'])[(n % 4 + 1)::int], '夜间检查发现' || n, '厂区北门' || n,
              clock_now(), officer.id
         FROM unit, officer WHERE unit.n <= $3
       RETURNING id, unit_id, logged_by)
     INSERT INTO inspection_problem (id, jurisdiction_id, state, assigned_unit_id, rectify_by, logged_by)
     SELECT id, $1, CASE WHEN unit_id % 500 = 3 THEN 'rechecked' WHEN unit_id % 3 = 0 THEN 'assigned' ELSE 'logged' END,
            CASE WHEN unit_id % 3 = 0 OR unit_id % 500 = 3 THEN unit_id END, clock_now() + interval '3 days', logged_by
       FROM found`,
    [ground.city.jurisdictionId, response, count],
  );
  return count;
}
