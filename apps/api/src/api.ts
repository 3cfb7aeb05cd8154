import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance } from 'fastify';
import type { Environment } from '#config/environment';
import { armFailpoints, Feed, Heartbeat, refuseUnfitRedis, type JsonLog } from '#platform';
import { ApiModule } from './api.module.js';
import { serveBoard } from './http/board.js';
import { serveConsole } from './http/console.js';
import { adapter, openApiDocument, openDoor } from './http/door.js';

export interface RunningApi {
  readonly app: NestFastifyApplication;
  close(): Promise<void>;
}

/** Builds the api and starts to listen. Closing ends the feed, lets requests finish and then gives the pools back. */
export async function startApi(environment: Environment, log: JsonLog): Promise<RunningApi> {
  if (environment.NODE_ENV === 'test') armFailpoints(environment.FAILPOINTS);
  for (const remark of await refuseUnfitRedis(environment)) log.warn(remark, 'Queues');
  const app = await NestFactory.create<NestFastifyApplication>(ApiModule.forRoot(environment), adapter(environment), { logger: log, abortOnError: false, rawBody: true });
  await openDoor(app, environment);
  const document = openApiDocument(app);
  const fastify = app.getHttpAdapter().getInstance() as unknown as FastifyInstance;
  fastify.get('/api/openapi.json', { config: { lane: 'export' } }, (_request, reply) => reply.send(document));
  await serveBoard(app);
  if (environment.SERVE_CONSOLE) await serveConsole(app);
  const closing = new AbortController();
  await app.init();
  const running = [app.get(Feed).run(closing.signal), app.get(Heartbeat).run(closing.signal, 'api')];
  await app.listen(environment.PORT, environment.HOST);
  return {
    app,
    close: async () => {
      closing.abort();
      await Promise.allSettled(running);
      await app.close();
    },
  };
}
