import fastifyStatic from '@fastify/static';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { existsSync } from 'node:fs';
import path from 'node:path';

/** Where `npm run build:web` puts the console. */
const built = (): string => path.resolve('apps/web/dist');

/** Serves the console: hashed files for a year, pages never from a cache. Desk at /, phone at /m/, wall at /screen/; deep links get their page. */
export async function serveConsole(app: NestFastifyApplication): Promise<void> {
  const root = built();
  if (!existsSync(root)) return;
  await app.register(fastifyStatic as never, {
    root,
    index: ['index.html'],
    setHeaders: (reply: FastifyReply, file: string) => {
      reply.header('cache-control', /[\\/]assets[\\/]/.test(file) ? 'public, max-age=31536000, immutable' : 'no-cache');
    },
  });
  const fastify = app.getHttpAdapter().getInstance() as unknown as FastifyInstance & { sendFile?: unknown };
  fastify.addHook('onRequest', async (request, reply) => {
    const [address = '/'] = request.url.split('?');
    if (!READS.has(request.method) || address.startsWith('/api/') || /\.[a-z0-9]+$/i.test(address) || SYSTEM.has(address)) return;
    const entry = ENTRIES.find((folder) => address === `/${folder}` || address.startsWith(`/${folder}/`));
    return reply.sendFile(entry ? `${entry}/index.html` : 'index.html');
  });
}

const ENTRIES = ['m', 'screen'];
const READS = new Set(['GET', 'HEAD']);
const SYSTEM = new Set(['/healthz', '/readyz', '/metrics']);
