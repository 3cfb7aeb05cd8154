import 'reflect-metadata';
import pg from 'pg';
import { MIGRATIONS } from '#config/contexts';
import { Environment } from '#config/environment';
import { migrate } from '#platform';
import { loadDemo } from '../../apps/standalone/src/demo/load-demo.js';
import { ensureDatabase, type EmbeddedPostgres } from '../../apps/standalone/src/embedded-postgres.js';

export const TEMPLATE = 'qingkong_template';
export const DEMO_TEMPLATE = 'qingkong_demo';

/** A migrated database to copy, whose clock can be moved: the only place where time is not the server's own. */
export async function makeTemplate(postgres: EmbeddedPostgres): Promise<void> {
  const url = await ensureDatabase(postgres, TEMPLATE);
  await migrate(url, MIGRATIONS);
  await makeClockMovable(url);
  await once(url, NOTHING_BY_SEASON);
}

/** From November on the command office hears that the next year's holidays are missing: what a story counts must not depend on when it is told. */
const NOTHING_BY_SEASON = `INSERT INTO platform_timetable (name, ran_at) VALUES ('duty.tell-missing-holidays', 'infinity')`;

/** Who is on duty stays on duty: a story told at 19:45 must not become another one at the change of shift. */
export const NOBODY_IS_RELIEVED = `
  UPDATE directory_shift SET to_at = CASE WHEN from_at <= now() THEN to_at + interval '60 days' ELSE to_at END, cancelled = from_at > now()
   WHERE to_at > now()`;

/** A second template with the demo district, loaded by the product's own loader; its passwords go to a file in `folder`. */
export async function makeDemoTemplate(postgres: EmbeddedPostgres, folder: string): Promise<string> {
  await once(postgres.url('postgres'), `CREATE DATABASE ${DEMO_TEMPLATE} TEMPLATE ${TEMPLATE}`);
  await loadDemo(Object.assign(new Environment(), { NODE_ENV: 'test', DATA_DIR: folder, DATABASE_URL: postgres.url(DEMO_TEMPLATE) }));
  await once(postgres.url(DEMO_TEMPLATE), NOBODY_IS_RELIEVED);
  return `${folder}/demo-accounts.json`;
}

async function once(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(statement).finally(() => client.end());
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
