import type { Ground } from './ground.js';

/**
 * The floor of a raise: the same checklists and items by plain INSERT … SELECT into tables of the same columns, keys and
 * indexes, in one transaction on the same database. No roster, no clocks computed, no journal: nothing can be faster here.
 */
export async function floorOfRaise(ground: Ground): Promise<number> {
  const { units, items } = ground.size;
  await ground.database.query(`
    DROP TABLE IF EXISTS bench_item, bench_checklist;
    CREATE TABLE bench_checklist (LIKE checklist_checklist INCLUDING ALL) WITH (fillfactor = 80);
    CREATE TABLE bench_item (LIKE checklist_item INCLUDING ALL) WITH (fillfactor = 85);`);
  await ground.database.query('CHECKPOINT');
  const client = await ground.database.connect();
  try {
    const began = performance.now();
    await client.query('BEGIN');
    await client.query(
      `INSERT INTO bench_checklist (jurisdiction_id, response_id, unit_id, exercise, revision, items_total, issued_at, acknowledge_by, ring_at)
       SELECT $1, $1, n, false, 1, $3, now(), now() + interval '1 hour', now() + interval '30 minutes' FROM generate_series(1, $2::int) n`,
      [ground.city.jurisdictionId, units, items],
    );
    await client.query(
      `INSERT INTO bench_item (checklist_id, line_id, role, state, confirm_by)
       SELECT list.id, line, 'responsible', 'open', now() + interval '1 day' FROM bench_checklist list CROSS JOIN generate_series(1, $1::int) line`,
      [items],
    );
    await client.query('COMMIT');
    return performance.now() - began;
  } finally {
    client.release();
    await ground.database.query('DROP TABLE bench_item, bench_checklist');
  }
}
