import 'reflect-metadata';
import { EnvironmentProblem, readEnvironment } from '#config/environment';
import { endInOrder, JsonLog } from '#platform';
import { startApi } from './api.js';

/** `npm run api`: one stateless api process on your own servers. */
async function main(): Promise<void> {
  const environment = readEnvironment();
  if (!environment.DATABASE_URL) throw new EnvironmentProblem('The api needs DATABASE_URL. For everything on one machine use npm start.');
  const log = new JsonLog(environment.LOG_LEVEL, 'api');
  const api = await startApi(environment, log);
  log.log(`listening on http://${environment.HOST}:${environment.PORT}`);
  endInOrder(() => api.close());
}

main().catch((error: Error) => {
  process.stderr.write(`${error instanceof EnvironmentProblem ? error.message : error.stack}\n`);
  process.exit(1);
});
