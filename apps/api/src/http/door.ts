import compress from '@fastify/compress';
import cookie from '@fastify/cookie';
import multipart from '@fastify/multipart';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { DocumentBuilder, SwaggerModule } from '@nestjs/swagger';
import type { FastifyInstance } from 'fastify';
import { randomUUID } from 'node:crypto';
import type { Environment } from '#config/environment';
import { Database, refuseMalformed, Tally, validation } from '#platform';
import { RequestRefused } from './http.refusals.js';
import { openLanes } from './load/lane-door.js';
import { Lanes } from './load/lanes.js';
import { Limits } from './load/limits.js';
import { ProblemFilter } from './problem.filter.js';
import { ProblemDocument } from './returns.js';
import { logRequests } from './request-log.js';
import { sendSafeHeaders } from './safe-headers.js';

const BODY_LIMIT = 2_000_000;
const ACCEPTED = /^(application\/json|multipart\/form-data)\b/i;

/** Only listed proxies are believed; everybody else's X-Forwarded-For is a claim of the client. */
const trusted = (environment: Environment): string[] | false =>
  environment.TRUSTED_PROXIES ? environment.TRUSTED_PROXIES.split(',').map((block) => block.trim()) : false;

export const adapter = (environment: Environment): FastifyAdapter =>
  new FastifyAdapter({
    bodyLimit: BODY_LIMIT,
    trustProxy: trusted(environment) || false,
    genReqId: () => randomUUID(),
    // A long-lived feed must not keep a closing server open.
    forceCloseConnections: true,
    routerOptions: { maxParamLength: 200 },
  });

/** Everything between the socket and the controllers. */
export async function openDoor(app: NestFastifyApplication, environment: Environment): Promise<void> {
  const fastify = app.getHttpAdapter().getInstance() as unknown as FastifyInstance;
  await app.register(cookie as never);
  await app.register(multipart as never, { limits: { fileSize: environment.PHOTO_MAX_BYTES + 1, files: 1, fields: 8, parts: 9, fieldSize: 2_000 } });
  await app.register(compress as never, { encodings: ['br', 'gzip'], threshold: 1_024, customTypes: /^(text\/(?!event-stream)|application\/(json|problem\+json|javascript)|image\/svg)/ });
  sendSafeHeaders(fastify, { https: environment.PUBLIC_URL?.startsWith('https') ?? false });
  openLanes(fastify, { lanes: app.get(Lanes), limits: app.get(Limits), database: app.get(Database), tally: app.get(Tally) });
  fastify.addHook('onRequest', async (request) => {
    const type = request.headers['content-type'];
    // A form of another site can send text and fields, never JSON: so only JSON and pictures are listened to.
    if (type && !ACCEPTED.test(type)) throw new RequestRefused(415, `Send application/json or multipart/form-data, not ${type.slice(0, 80)}.`);
  });
  fastify.addHook('preValidation', async (request) => {
    refuseMalformed(request.query, 'query');
    refuseMalformed(request.params, 'path');
    if (!request.isMultipart()) refuseMalformed(request.body, 'body');
  });
  fastify.addHook('onSend', async (request, reply) => {
    if (request.url.startsWith('/api/') && !reply.hasHeader('cache-control')) void reply.header('cache-control', 'no-store');
  });
  logRequests(fastify);
  app.setGlobalPrefix('api/v1', { exclude: ['healthz', 'readyz', 'metrics', 'api/openapi.json'] });
  app.useGlobalPipes(validation());
  app.useGlobalFilters(new ProblemFilter());
}

/** The API document, from the same decorators that validate. */
export function openApiDocument(app: NestFastifyApplication) {
  const about = new DocumentBuilder()
    .setTitle('Qingkong 晴空')
    .setDescription('The controller of a heavy-pollution emergency response 重污染天气应急. Errors are application/problem+json with a stable code.')
    .setVersion('1')
    .addCookieAuth('qk_session')
    .build();
  return SwaggerModule.createDocument(app, about, { operationIdFactory: (_controller, method) => method, extraModels: [ProblemDocument] });
}
