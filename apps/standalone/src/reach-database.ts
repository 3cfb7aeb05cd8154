import { existsSync } from 'node:fs';
import path from 'node:path';
import type { Environment } from '#config/environment';
import { StartProblem } from './advice.js';
import { ensureDatabase, startPostgres } from './embedded-postgres.js';

/** Finds the database for a tool: yours, or the embedded one, running or not. Returns what leaves everything as it was found. */
export async function reachDatabase(environment: Environment, options: { mustExist?: boolean } = {}): Promise<() => void> {
  if (environment.DATABASE_URL) return () => undefined;
  if (options.mustExist && !existsSync(path.join(environment.DATA_DIR, 'postgres/PG_VERSION'))) {
    throw new StartProblem(`There is no database in ${environment.DATA_DIR}. Set DATA_DIR to the folder that npm start uses, or DATABASE_URL to your own server.`);
  }
  const postgres = await startPostgres(environment.DATA_DIR);
  environment.DATABASE_URL = await ensureDatabase(postgres, 'qingkong');
  return postgres.started ? () => postgres.stop() : () => undefined;
}
