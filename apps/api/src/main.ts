import 'reflect-metadata';
import { EnvironmentProblem, readEnvironment } from '#config/environment';
import { beginTracing } from '#config/tracing';

/** `npm run api`: one stateless api process on your own servers. */
async function main(): Promise<void> {
  const environment = readEnvironment();
  if (!environment.DATABASE_URL) throw new EnvironmentProblem('The api needs DATABASE_URL. For everything on one machine use npm start.');
  const tracing = await beginTracing(environment.OTEL_EXPORTER_OTLP_ENDPOINT, 'api');
  // Only now: what is traced has to be changed before it is first used.
  const [{ endInOrder, JsonLog, traceWith }, { startApi }] = await Promise.all([import('#platform'), import('./api.js')]);
  if (tracing) traceWith(tracing.inSpan);
  const log = new JsonLog(environment.LOG_LEVEL, 'api');
  const api = await startApi(environment, log);
  log.log(`listening on http://${environment.HOST}:${environment.PORT}`);
  endInOrder(async () => {
    await api.close();
    await tracing?.ends().catch(() => undefined);
  });
}

main().catch((error: Error) => {
  process.stderr.write(`${error instanceof EnvironmentProblem ? error.message : error.stack}\n`);
  process.exit(1);
});
