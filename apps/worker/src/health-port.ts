import type { INestApplicationContext } from '@nestjs/common';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Environment } from '#config/environment';
import { Health, mayReadMetrics, Metrics } from '#platform';

/** The worker's own small door, for a container's health check and for Prometheus: /metrics, and readiness at every other path. */
export function serveHealth(app: INestApplicationContext, environment: Environment, leaving: AbortSignal): Promise<Server> {
  const health = app.get(Health);
  const metrics = app.get(Metrics);
  const readiness = async (reply: ServerResponse): Promise<void> => {
    const known = await health.readiness();
    reply.writeHead(known.ready && !leaving.aborted ? 200 : 503, { 'content-type': 'application/json' }).end(JSON.stringify(known));
  };
  const figures = async (request: IncomingMessage, reply: ServerResponse): Promise<void> => {
    if (!mayReadMetrics(environment.METRICS_TOKEN, request.socket.remoteAddress, request.headers)) return void reply.writeHead(403).end();
    reply.writeHead(200, { 'content-type': metrics.contentType }).end(await metrics.read());
  };
  const server = createServer((request, reply) => {
    const told = request.url === '/metrics' ? figures(request, reply) : readiness(reply);
    told.catch(() => reply.destroy());
  });
  return new Promise((resolve) => server.listen(environment.WORKER_HEALTH_PORT, environment.HOST, () => resolve(server)));
}
