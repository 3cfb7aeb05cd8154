import type { ClientBase, Pool } from 'pg';

/** What a peer is asked for: as many checklists with as many lines each, every one of them delivered once. */
export interface Order {
  /** Names the round: the rows of one round carry it. */
  readonly round: string;
  readonly units: number;
  readonly items: number;
  /** Checklists of one job, for peers whose jobs are free to carry several. */
  readonly block: number;
}

/**
 * Tables of the same columns, keys, indexes and fill factors as the product's own, in a schema of the peer's, without the
 * product's triggers. The names of schemas come from the table of peers, never from outside.
 */
export async function makeRows(database: Pool, schema: string): Promise<void> {
  await database.query(`
    CREATE SCHEMA ${schema};
    CREATE TABLE ${schema}.checklist (LIKE checklist_checklist INCLUDING ALL) WITH (fillfactor = 80);
    CREATE TABLE ${schema}.item (LIKE checklist_item INCLUDING ALL) WITH (fillfactor = 85);
    CREATE TABLE ${schema}.delivery (LIKE notification_delivery INCLUDING ALL) WITH (fillfactor = 85);`);
}

/** Checklists and lines by sets, on the caller's transaction; the ids of the checklists. */
export async function insertRows(client: ClientBase, schema: string, { round, units, items }: Order): Promise<string[]> {
  const { rows } = await client.query<{ id: string }>(
    `INSERT INTO ${schema}.checklist (jurisdiction_id, response_id, unit_id, exercise, revision, items_total, issued_at, acknowledge_by, ring_at)
     SELECT $1, $1, n, false, 1, $3, now(), now() + interval '1 hour', now() + interval '30 minutes' FROM generate_series(1, $2::int) n RETURNING id`,
    [round, units, items],
  );
  await client.query(
    `INSERT INTO ${schema}.item (checklist_id, line_id, role, state, confirm_by)
     SELECT list.id, line, 'responsible', 'open', now() + interval '1 day' FROM ${schema}.checklist list CROSS JOIN generate_series(1, $2::int) line WHERE list.response_id = $1`,
    [round, items],
  );
  return rows.map((row) => row.id);
}

/** Marks these checklists as sent and places each in its inbox, once however often it runs; how many were new. */
export async function deliverRows(client: Pick<ClientBase, 'query'>, schema: string, round: string, ids: readonly string[]): Promise<number> {
  const { rowCount } = await client.query(
    `WITH sent AS (
       UPDATE ${schema}.checklist SET sent_at = now(), version = version + 1 WHERE id = ANY ($2::bigint[]) AND sent_at IS NULL RETURNING id, unit_id
     )
     INSERT INTO ${schema}.delivery (jurisdiction_id, thread, kind, subject, round, unit_id, channel, exercise, state, sent_at)
     SELECT $1, $1, 'checklist.issued', 'checklist/' || id, 1, unit_id, 'in_app', false, 'sent', now() FROM sent
     ON CONFLICT DO NOTHING`,
    [round, ids],
  );
  return rowCount ?? 0;
}

/** In blocks of `size`. */
export function blocksOf<T>(all: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(all.length / size) }, (_, n) => all.slice(n * size, (n + 1) * size));
}

/** All of it or nothing. */
export async function whole<T>(pool: Pool, work: (client: ClientBase) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    const result = await work(client);
    await client.query('COMMIT');
    return result;
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  } finally {
    client.release();
  }
}
