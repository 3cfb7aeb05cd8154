import { createBullBoard } from '@bull-board/api';
import { BullMQAdapter } from '@bull-board/api/bullMQAdapter';
import { FastifyAdapter } from '@bull-board/fastify';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { holds, Sessions } from '#identity';
import { NotAllowed, Queues, type Refusal } from '#platform';
import { NotSignedIn } from './http.refusals.js';
import { problemOf } from './problem.js';
import { SESSION_COOKIE } from './session-cookie.js';

export const BOARD = '/api/board';
const READS = new Set(['GET', 'HEAD']);
type Boarded = ReturnType<Queues['all']>;

/**
 * 队列看板: the three queues, for the system administrator, to look at. Whatever it could change is refused before it is reached:
 * a job retried or removed by hand is what the sweeper and the replay of batches are for. It works under the policy of all
 * other pages; the typeface that it would fetch from elsewhere stays away.
 */
export async function serveBoard(app: NestFastifyApplication): Promise<void> {
  const sessions = app.get(Sessions);
  const queues = app.get(Queues);
  const adapter = new FastifyAdapter().setBasePath(BOARD);
  const options = { uiConfig: { boardTitle: '晴空 队列 (只读)', hideRedisDetails: true, pollingInterval: { showSetting: true } } };
  const board = createBullBoard({ queues: [], serverAdapter: adapter, options });
  let shown: Boarded = [];
  /** A queue whose first connection failed is replaced by another (jobs/queues.ts). */
  const refresh = (): void => {
    const now = queues.all();
    if (now.every((queue, n) => queue === shown[n])) return;
    shown = now;
    board.replaceQueues(now.map((queue) => new BullMQAdapter(queue, { readOnlyMode: true, allowRetries: false })));
  };
  const fastify = app.getHttpAdapter().getInstance() as unknown as FastifyInstance;
  await fastify.register(async (scope) => {
    scope.addHook('onRequest', async (request, reply) => {
      const refusal = await refusalOf(request, sessions);
      if (refusal) return refuse(request, reply, refusal);
      refresh();
    });
    await scope.register(adapter.registerPlugin(), { prefix: BOARD });
  });
}

async function refusalOf(request: FastifyRequest, sessions: Sessions): Promise<Refusal | null> {
  const token = request.cookies[SESSION_COOKIE];
  const presence = token ? await sessions.actorOf(token) : null;
  if (!presence) return new NotSignedIn();
  if (!holds(presence.actor, 'system-admin')) return new NotAllowed();
  return READS.has(request.method) ? null : new NotAllowed('The board is to look at: queues are not changed by hand.');
}

function refuse(request: FastifyRequest, reply: FastifyReply, refusal: Refusal): FastifyReply {
  const problem = problemOf(refusal, request.id);
  return reply.code(problem.status).header('content-type', 'application/problem+json; charset=utf-8').send(JSON.stringify(problem));
}
