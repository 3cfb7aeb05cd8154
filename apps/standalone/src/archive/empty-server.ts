import pg from 'pg';
import { MIGRATIONS } from '#config/contexts';
import { migrationSource } from '#platform';
import { StartProblem } from '../advice.js';
import { MIGRATION_TABLE } from './catalog.js';

const STATE = `
  SELECT (SELECT count(*)::int FROM pg_catalog.pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p')) AS tables,
         to_regclass('public.${MIGRATION_TABLE}') IS NOT NULL AS ours, to_regclass('public.journal') IS NOT NULL AS journal`;
const OTHERS = `
  SELECT string_agg(DISTINCT application_name, ', ') AS names FROM pg_stat_activity
   WHERE datname = current_database() AND pid <> pg_backend_pid() AND application_name LIKE 'qingkong%'`;

const ADVICE =
  'A restore never overwrites anything. Start from an empty server: DATA_DIR=NEW-FOLDER npm run restore -- FILE, or create a new database and name it in DATABASE_URL.';

/**
 * Leaves a database without a table of ours, or refuses: a restore goes into an empty server only. One that was migrated and never
 * used (docker compose does that) counts as empty: its migrations are taken back.
 */
export async function refuseUsedServer(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url, application_name: 'qingkong restore', connectionTimeoutMillis: 10_000 });
  await client.connect();
  try {
    const others = (await client.query<{ names: string | null }>(OTHERS)).rows[0]!.names;
    if (others) throw new StartProblem(`Qingkong is connected to this database (${others}). Stop every api and worker first, then restore.`);
    const { tables, ours, journal } = (await client.query<{ tables: number; ours: boolean; journal: boolean }>(STATE)).rows[0]!;
    if (tables === 0) return;
    if (!ours) throw new StartProblem(`This database holds ${tables} tables of something else. ${ADVICE}`);
    const rows = journal ? (await client.query<{ n: number }>('SELECT count(*)::int AS n FROM public.journal')).rows[0]!.n : 0;
    if (rows > 0) throw new StartProblem(`This server is in use: its journal has ${rows} entries. ${ADVICE}`);
  } finally {
    await client.end();
  }
  await takeBackMigrations(url);
}

async function takeBackMigrations(url: string): Promise<void> {
  const source = await migrationSource(url, MIGRATIONS).initialize();
  try {
    const count = async (): Promise<number> => ((await source.query(`SELECT count(*)::int AS n FROM public.${MIGRATION_TABLE}`)) as [{ n: number }])[0].n;
    for (let left = await count(); left > 0; left = await count()) await source.undoLastMigration({ transaction: 'each' });
    await source.query(`DROP TABLE public.${MIGRATION_TABLE}`);
  } finally {
    await source.destroy();
  }
}
