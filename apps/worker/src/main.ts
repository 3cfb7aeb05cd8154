import 'reflect-metadata';
import { EnvironmentProblem, readEnvironment } from '#config/environment';
import { endInOrder, JsonLog } from '#platform';
import { startWorker } from './worker.js';

/** `npm run worker`: one of any number of workers on your own servers. */
async function main(): Promise<void> {
  const environment = readEnvironment();
  if (!environment.DATABASE_URL) throw new EnvironmentProblem('The worker needs DATABASE_URL. For everything on one machine use npm start.');
  const log = new JsonLog(environment.LOG_LEVEL, 'worker');
  const worker = await startWorker(environment, log);
  log.log('working');
  endInOrder(() => worker.close());
}

main().catch((error: Error) => {
  process.stderr.write(`${error instanceof EnvironmentProblem ? error.message : error.stack}\n`);
  process.exit(1);
});
