import 'reflect-metadata';
import { EnvironmentProblem, readEnvironment } from '#config/environment';
import { beginTracing } from '#config/tracing';

/** `npm run api`: one stateless api process on your own servers. */
async function main(): Promise<void> {
  const environment = readEnvironment();
  if (!environment.DATABASE_URL) throw new EnvironmentProblem('The api needs DATABASE_URL. For everything on one machine use npm start.');
  const tracing = await beginTracing(environment.OTEL_EXPORTER_OTLP_ENDPOINT, 'api');
  // Only now: what is traced has to be changed before it is first used.
  const [{ JsonLog, traceWith }, { startApi }] = await Promise.all([import('#platform'), import('./api.js')]);
  if (tracing) traceWith(tracing.inSpan);
  const log = new JsonLog(environment.LOG_LEVEL, 'api');
  const api = await startApi(environment, log);
  log.log(`listening on http://${environment.HOST}:${environment.PORT}`);
  const end = (): void => void api.close().then(() => tracing?.ends().catch(() => undefined)).then(() => process.exit(0));
  process.once('SIGTERM', end);
  process.once('SIGINT', end);
  // Started by npm start: when that is killed, nobody is left to stop this process.
  process.once('disconnect', end);
}

main().catch((error: Error) => {
  process.stderr.write(`${error instanceof EnvironmentProblem ? error.message : error.stack}\n`);
  process.exit(1);
});
