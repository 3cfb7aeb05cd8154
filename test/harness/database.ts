import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { DEMO_TEMPLATE, TEMPLATE } from './template.js';

/** A copy of the migrated template for one test file. */
export interface TestDatabase {
  readonly url: string;
  query<Row = Record<string, unknown>>(text: string, values?: unknown[]): Promise<Row[]>;
  drop(): Promise<void>;
}

export const testDatabase = (): Promise<TestDatabase> => copyOf(TEMPLATE);

/** With the demo district in it: units, people, accounts, rosters and a plan in force. */
export const demoDatabase = (): Promise<TestDatabase> => copyOf(DEMO_TEMPLATE);

/** Nothing in it, not even our tables: what a backup is restored into. */
export const emptyDatabase = (): Promise<TestDatabase> => copyOf('template0');

async function copyOf(template: string): Promise<TestDatabase> {
  const server = process.env.TEST_POSTGRES!;
  const name = `qk_${randomBytes(6).toString('hex')}`;
  await once(server, `CREATE DATABASE ${name} TEMPLATE ${template}`);
  const url = server.replace(/\/[^/]*$/, `/${name}`);
  const pool = new pg.Pool({ connectionString: url, max: 3 });
  pool.on('error', () => undefined);
  return {
    url,
    query: async <Row>(text: string, values: unknown[] = []) => (await pool.query(text, values)).rows as Row[],
    drop: async () => {
      await pool.end();
      await once(server, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
    },
  };
}

async function once(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(statement).finally(() => client.end());
}
