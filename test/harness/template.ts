import pg from 'pg';
import { MIGRATIONS } from '#config/contexts';
import { migrate } from '#platform';
import { ensureDatabase, type EmbeddedPostgres } from '../../apps/standalone/src/embedded-postgres.js';

export const TEMPLATE = 'qingkong_template';

/** A migrated database to copy, whose clock can be moved: the only place where time is not the server's own. */
export async function makeTemplate(postgres: EmbeddedPostgres): Promise<void> {
  const url = await ensureDatabase(postgres, TEMPLATE);
  await migrate(url, MIGRATIONS);
  await makeClockMovable(url);
}

export async function makeClockMovable(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(`
    CREATE TABLE IF NOT EXISTS test_clock (only_one boolean PRIMARY KEY DEFAULT true, shift interval NOT NULL DEFAULT '0');
    INSERT INTO test_clock DEFAULT VALUES ON CONFLICT DO NOTHING;
    CREATE OR REPLACE FUNCTION clock_now() RETURNS timestamptz LANGUAGE sql STABLE PARALLEL SAFE
      AS 'SELECT statement_timestamp() + (SELECT shift FROM public.test_clock)';
  `);
  await client.end();
}
