import 'reflect-metadata';
import { EnvironmentProblem, readEnvironment } from '#config/environment';
import { JsonLog } from '#platform';
import { startWorker } from './worker.js';

/** `npm run worker`: one of any number of workers on your own servers. */
async function main(): Promise<void> {
  const environment = readEnvironment();
  if (!environment.DATABASE_URL) throw new EnvironmentProblem('The worker needs DATABASE_URL. For everything on one machine use npm start.');
  const log = new JsonLog(environment.LOG_LEVEL, 'worker');
  const worker = await startWorker(environment, log);
  log.log('working');
  const end = (): void => void worker.close().then(() => process.exit(0));
  process.once('SIGTERM', end);
  process.once('SIGINT', end);
  // Started by npm start: when that is killed, nobody is left to stop this process.
  process.once('disconnect', end);
}

main().catch((error: Error) => {
  process.stderr.write(`${error instanceof EnvironmentProblem ? error.message : error.stack}\n`);
  process.exit(1);
});
