import type { FastifyInstance } from 'fastify';
import { Logger } from '@nestjs/common';

/** One line per request that changed something or failed: route pattern, never the address with its tokens and ids of people. */
export function logRequests(fastify: FastifyInstance): void {
  const log = new Logger('Request');
  fastify.addHook('onResponse', async (request, reply) => {
    const route = request.routeOptions.url ?? 'unknown';
    const line = `${request.id} ${request.method} ${route} ${reply.statusCode} ${Math.round(reply.elapsedTime)}ms`;
    if (reply.statusCode >= 500 && !request.keptOut) log.error(line);
    else log.debug(line);
  });
}
