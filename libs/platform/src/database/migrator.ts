import type { Type } from '@nestjs/common';
import { runMigrations } from 'bullmq';
import pg from 'pg';
import { DataSource, type MigrationInterface } from 'typeorm';
import { APPLICATION_ROLE } from './pools.js';

/** The database cannot be used; the message says what to do. */
export class DatabaseProblem extends Error {}

const OLDEST = 150_000;

/** Brings a database to this version. One at a time: whoever comes second waits and finds nothing left to do. */
export async function migrate(url: string, migrations: Type<MigrationInterface>[]): Promise<string[]> {
  const client = new pg.Client({ connectionString: url, application_name: 'qingkong migrate', connectionTimeoutMillis: 10_000 });
  await client.connect().catch((error: Error) => {
    throw new DatabaseProblem(unreachable(url, error));
  });
  try {
    await refuseOldServer(client);
    await client.query(`SELECT pg_advisory_lock(hashtext('qingkong'), hashtext('migrate'))`);
    await ensureRole(client);
    const applied = await runOurs(url, migrations);
    await runMigrations(client as never);
    await grantQueues(client);
    return applied;
  } finally {
    await client.end();
  }
}

async function runOurs(url: string, migrations: Type<MigrationInterface>[]): Promise<string[]> {
  const source = migrationSource(url, migrations);
  await source.initialize();
  try {
    return (await source.runMigrations({ transaction: 'each' })).map((migration) => migration.name);
  } finally {
    await source.destroy();
  }
}

/** The owner's connection: the only one that may create and drop. A table in use makes it give up after five seconds. */
export const migrationSource = (url: string, migrations: Type<MigrationInterface>[]): DataSource =>
  new DataSource({
    type: 'postgres',
    url,
    migrations,
    migrationsTableName: 'platform_migration',
    installExtensions: false,
    extra: { max: 2, lock_timeout: 5_000, application_name: 'qingkong migrate' },
  });

async function refuseOldServer(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ number: number; text: string }>(`SELECT current_setting('server_version_num')::int AS number, version() AS text`);
  if (rows[0]!.number < OLDEST) throw new DatabaseProblem(`Qingkong needs PostgreSQL 15 or newer; this server is ${rows[0]!.text.split(',')[0]}. Upgrade it, or leave DATABASE_URL empty to use the built-in one.`);
}

async function ensureRole(client: pg.Client): Promise<void> {
  try {
    await client.query(`DO $$ BEGIN CREATE ROLE ${APPLICATION_ROLE} NOLOGIN; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$`);
    await client.query(`GRANT ${APPLICATION_ROLE} TO CURRENT_USER`);
  } catch (error) {
    const { rows } = await client.query<{ name: string; member: boolean }>(
      `SELECT current_user AS name, coalesce((SELECT pg_has_role(current_user, oid, 'MEMBER') FROM pg_roles WHERE rolname = $1), false) AS member`,
      [APPLICATION_ROLE],
    );
    if (rows[0]!.member) return;
    throw new DatabaseProblem(
      `The database user ${rows[0]!.name} may not create the role ${APPLICATION_ROLE} (${(error as Error).message}). ` +
        `Ask the database administrator to run once: CREATE ROLE ${APPLICATION_ROLE} NOLOGIN; GRANT ${APPLICATION_ROLE} TO "${rows[0]!.name}";`,
    );
  }
}

/** Queues are hints, so here the application may delete, and make the sequence that BullMQ wants for each queue. */
async function grantQueues(client: pg.Client): Promise<void> {
  await client.query(`
    GRANT USAGE, CREATE ON SCHEMA bullmq TO ${APPLICATION_ROLE};
    GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA bullmq TO ${APPLICATION_ROLE};
    GRANT USAGE, SELECT, UPDATE ON ALL SEQUENCES IN SCHEMA bullmq TO ${APPLICATION_ROLE}`);
}

/** What went wrong on the way to the server, as advice. The password never appears. */
export function unreachable(url: string, error: Error & { code?: string }): string {
  const place = describe(url);
  const known: Record<string, string> = {
    ECONNREFUSED: `Nothing answers at ${place}. Is PostgreSQL running there, and are host and port in DATABASE_URL right?`,
    ENOTFOUND: `The host in DATABASE_URL is unknown (${place}). Check its spelling.`,
    '28P01': `PostgreSQL at ${place} refused the password in DATABASE_URL. Correct user or password.`,
    '28000': `PostgreSQL at ${place} does not let this user in (${error.message}). Check user name and pg_hba.conf.`,
    '3D000': `There is no such database at ${place}. Create it (CREATE DATABASE …) or correct the name in DATABASE_URL.`,
    '57P03': `PostgreSQL at ${place} is still starting or shutting down. Try again in a moment.`,
    '53300': `PostgreSQL at ${place} has no connection left. Raise max_connections or stop other clients.`,
    '53100': `The disk of PostgreSQL at ${place} is full. Free some space, then start again.`,
  };
  return known[error.code ?? ''] ?? `PostgreSQL at ${place} cannot be reached: ${error.message}. Check DATABASE_URL.`;
}

function describe(url: string): string {
  try {
    const { hostname, port, pathname, username } = new URL(url);
    return `${username ? `${username}@` : ''}${hostname}:${port || 5432}${pathname}`;
  } catch {
    return 'the address in DATABASE_URL';
  }
}
