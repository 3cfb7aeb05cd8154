import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance } from 'fastify';
import type { Environment } from '#config/environment';
import { armFailpoints, Feed, Heartbeat, refuseUnfitRedis, type JsonLog } from '#platform';
import { ApiModule } from './api.module.js';
import { serveBoard } from './http/board.js';
import { serveConsole } from './http/console.js';
import { Drain } from './http/drain.js';
import { FeedStream } from './http/feed-stream.js';
import { adapter, openApiDocument, openDoor } from './http/door.js';

export interface RunningApi {
  readonly app: NestFastifyApplication;
  close(): Promise<void>;
}

/**
 * Builds the api and starts to listen. Closing: not ready, then nothing new is accepted and the live feeds are sent away, then
 * requests in flight end, then the pools are given back.
 */
export async function startApi(environment: Environment, log: JsonLog): Promise<RunningApi> {
  if (environment.NODE_ENV === 'test') armFailpoints(environment.FAILPOINTS);
  for (const remark of await refuseUnfitRedis(environment)) log.warn(remark, 'Queues');
  const app = await NestFactory.create<NestFastifyApplication>(ApiModule.forRoot(environment), adapter(environment), { logger: log, abortOnError: false, rawBody: true });
  const fastify = app.getHttpAdapter().getInstance() as unknown as FastifyInstance;
  app.get(Drain).watch(fastify);
  await openDoor(app, environment);
  // Written when somebody first asks for it: that takes a fifth of a start, and nobody waits for it at night.
  let document: ReturnType<typeof openApiDocument> | null = null;
  fastify.get('/api/openapi.json', { config: { lane: 'export' } }, (_request, reply) => reply.send((document ??= openApiDocument(app))));
  await serveBoard(app);
  if (environment.SERVE_CONSOLE) await serveConsole(app);
  const closing = new AbortController();
  await app.init();
  const running = [app.get(Feed).run(closing.signal), app.get(Heartbeat).run(closing.signal, 'api')];
  await app.listen(environment.PORT, environment.HOST);
  return {
    app,
    close: async () => {
      await app.get(Drain).leave(fastify, environment.DRAIN_SECONDS, () => app.get(FeedStream).close());
      closing.abort();
      await Promise.allSettled(running);
      await app.close();
    },
  };
}
