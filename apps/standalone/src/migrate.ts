import 'reflect-metadata';
import { MIGRATIONS } from '#config/contexts';
import { EnvironmentProblem, readEnvironment } from '#config/environment';
import { DatabaseProblem, migrate } from '#platform';

/** `npm run migrate`: brings your own database to this version; safe to run from several machines at once. */
async function main(): Promise<void> {
  const { DATABASE_URL } = readEnvironment();
  if (!DATABASE_URL) throw new EnvironmentProblem('Set DATABASE_URL to the database to migrate.');
  const applied = await migrate(DATABASE_URL, MIGRATIONS);
  process.stdout.write(applied.length > 0 ? `Applied: ${applied.join(', ')}\n` : 'The database is up to date.\n');
}

main().catch((error: Error) => {
  const known = error instanceof DatabaseProblem || error instanceof EnvironmentProblem;
  process.stderr.write(`${known ? error.message : error.stack}\n`);
  process.exit(1);
});
