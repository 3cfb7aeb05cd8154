import 'reflect-metadata';
import { EnvironmentProblem, readEnvironment } from '#config/environment';
import { beginTracing } from '#config/tracing';

/** `npm run worker`: one of any number of workers on your own servers. */
async function main(): Promise<void> {
  const environment = readEnvironment();
  if (!environment.DATABASE_URL) throw new EnvironmentProblem('The worker needs DATABASE_URL. For everything on one machine use npm start.');
  const tracing = await beginTracing(environment.OTEL_EXPORTER_OTLP_ENDPOINT, 'worker');
  // Only now: what is traced has to be changed before it is first used.
  const [{ endInOrder, JsonLog, traceWith }, { startWorker }] = await Promise.all([import('#platform'), import('./worker.js')]);
  if (tracing) traceWith(tracing.inSpan);
  const log = new JsonLog(environment.LOG_LEVEL, 'worker');
  const worker = await startWorker(environment, log);
  log.log('working');
  endInOrder(async () => {
    await worker.close();
    await tracing?.ends().catch(() => undefined);
  });
}

main().catch((error: Error) => {
  process.stderr.write(`${error instanceof EnvironmentProblem ? error.message : error.stack}\n`);
  process.exit(1);
});
