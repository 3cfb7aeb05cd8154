import pg from 'pg';
import type { Ground } from './ground.js';

const CONNECTIONS = 16;
const SECONDS = 4;

/** The rows of one confirmation, and nothing else: no session, no decision, no validation, no HTTP. */
const ROWS = `
  WITH answer AS (
    INSERT INTO bench_answer (checklist_id, line_id, client_key, state, count, answered_by) VALUES ($1, $2, $3, 'done', 3, $4)
  ), item AS (
    UPDATE bench_item SET state = 'done', answered_at = now() WHERE checklist_id = $1 AND line_id = $2
  ), list AS (
    UPDATE bench_checklist SET items_answered = items_answered + 1, version = version + 1 WHERE id = $1
  ), entry AS (
    INSERT INTO bench_journal (jurisdiction_id, type, subject, audience, data) VALUES ($4, 'bench', $3, '{command}', '{}') RETURNING id
  )
  INSERT INTO bench_pending (entry_id) SELECT id FROM entry`;

/** Confirmations per second that plain prepared statements reach on this database, one commit each, over several connections. */
export async function floorOfConfirm(ground: Ground): Promise<number> {
  await ground.database.query(`
    CREATE TABLE bench_checklist (LIKE checklist_checklist INCLUDING ALL) WITH (fillfactor = 80);
    CREATE TABLE bench_item (LIKE checklist_item INCLUDING ALL) WITH (fillfactor = 85);
    CREATE TABLE bench_answer (LIKE checklist_answer INCLUDING ALL);
    CREATE TABLE bench_journal (LIKE journal INCLUDING ALL);
    CREATE TABLE bench_pending (LIKE journal_pending INCLUDING ALL);
    INSERT INTO bench_checklist OVERRIDING SYSTEM VALUE SELECT * FROM checklist_checklist;
    INSERT INTO bench_item SELECT * FROM checklist_item;
    UPDATE bench_item SET state = 'open';
    ALTER TABLE bench_checklist DROP CONSTRAINT checklist_counts_fit;`);
  const { rows: lists } = await ground.database.query<{ id: string }>('SELECT id FROM bench_checklist WHERE items_total > 0 ORDER BY id');
  const pool = new pg.Pool({ connectionString: ground.database.options.connectionString!, max: CONNECTIONS });
  let next = 0;
  const until = performance.now() + SECONDS * 1_000;
  await Promise.all(
    Array.from({ length: CONNECTIONS }, async () => {
      const client = await pool.connect();
      while (performance.now() < until) {
        const n = next++;
        const values = [lists[n % lists.length]!.id, Math.floor(n / lists.length) + 1, `floor-${n}`, ground.city.jurisdictionId];
        await client.query({ name: 'floor', text: ROWS, values });
      }
      client.release();
    }),
  );
  await pool.end();
  await ground.database.query('DROP TABLE bench_checklist, bench_item, bench_answer, bench_journal, bench_pending');
  return Math.round(next / SECONDS);
}
