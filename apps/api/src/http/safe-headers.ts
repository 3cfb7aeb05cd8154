import helmet from 'helmet';
import type { FastifyInstance } from 'fastify';
import type { IncomingMessage, ServerResponse } from 'node:http';

/** Everything comes from this server, except pictures that the page itself has made. */
const POLICY = {
  useDefaults: false,
  directives: {
    defaultSrc: ["'self'"],
    imgSrc: ["'self'", 'data:', 'blob:'],
    styleSrc: ["'self'", "'unsafe-inline'"],
    scriptSrc: ["'self'"],
    connectSrc: ["'self'"],
    fontSrc: ["'self'", 'data:'],
    workerSrc: ["'self'", 'blob:'],
    objectSrc: ["'none'"],
    baseUri: ["'self'"],
    formAction: ["'self'"],
    frameAncestors: ["'none'"],
  },
};

/** The headers that keep a browser from doing what a page must not do. They never differ, so helmet is asked once, not per request. */
export function sendSafeHeaders(fastify: FastifyInstance, { https }: { https: boolean }): void {
  const headers: Record<string, string> = {};
  const collect = { setHeader: (name: string, value: string) => (headers[name.toLowerCase()] = value), removeHeader: () => undefined };
  helmet({ contentSecurityPolicy: POLICY, hsts: https })({} as IncomingMessage, collect as unknown as ServerResponse, (problem) => {
    if (problem) throw problem as Error;
  });
  fastify.addHook('onRequest', (_request, reply, done) => {
    reply.headers(headers);
    done();
  });
}
