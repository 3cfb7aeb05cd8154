import 'reflect-metadata';
import { EnvironmentProblem, readEnvironment } from '#config/environment';
import { beginTracing } from '#config/tracing';

/** `npm run worker`: one of any number of workers on your own servers. */
async function main(): Promise<void> {
  const environment = readEnvironment();
  if (!environment.DATABASE_URL) throw new EnvironmentProblem('The worker needs DATABASE_URL. For everything on one machine use npm start.');
  const tracing = await beginTracing(environment.OTEL_EXPORTER_OTLP_ENDPOINT, 'worker');
  // Only now: what is traced has to be changed before it is first used.
  const [{ JsonLog, traceWith }, { startWorker }] = await Promise.all([import('#platform'), import('./worker.js')]);
  if (tracing) traceWith(tracing.inSpan);
  const log = new JsonLog(environment.LOG_LEVEL, 'worker');
  const worker = await startWorker(environment, log);
  log.log('working');
  const end = (): void => void worker.close().then(() => tracing?.ends().catch(() => undefined)).then(() => process.exit(0));
  process.once('SIGTERM', end);
  process.once('SIGINT', end);
  // Started by npm start: when that is killed, nobody is left to stop this process.
  process.once('disconnect', end);
}

main().catch((error: Error) => {
  process.stderr.write(`${error instanceof EnvironmentProblem ? error.message : error.stack}\n`);
  process.exit(1);
});
