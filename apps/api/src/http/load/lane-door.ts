import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Database, Tally } from '#platform';
import { problemOf } from '../problem.js';
import { laneOfRequest, type DoorLane } from './lane.js';
import type { Lanes } from './lanes.js';
import type { Limits } from './limits.js';
import { SystemFull } from './load.refusals.js';

declare module 'fastify' {
  interface FastifyRequest {
    lane: DoorLane | 'free';
    /** Not let in for want of room: there may be thousands, and the figures count them. */
    keptOut: boolean;
  }
}

export interface LaneDoor {
  readonly lanes: Lanes;
  readonly limits: Limits;
  readonly database: Database;
  readonly tally: Tally;
}

/** Before anything is read or looked up: the lane of the request, its turn, and the connections it may use. */
export function openLanes(fastify: FastifyInstance, { lanes, limits, database, tally }: LaneDoor): void {
  fastify.decorateRequest('lane', 'free');
  fastify.decorateRequest('keptOut', false);
  fastify.addHook('onRequest', async (request, reply) => {
    request.lane = laneOfRequest(request);
    if (request.lane === 'free') return;
    const leave = await lanes.enter(request.lane, (act) => reply.raw.once('close', act));
    if (!leave) return refuse(request, reply, tally);
    reply.raw.once('close', leave);
  });
  fastify.addHook('preHandler', (request, _reply, done) => {
    if (request.lane === 'view' || request.lane === 'export') database.asView(done);
    else done();
  });
  fastify.addHook('onResponse', async (request, reply) => {
    const { lane, method, routeOptions } = request;
    const { statusCode } = reply;
    tally.count('requests_total', { route: routeOptions.url ?? 'unknown', method, status: String(statusCode), lane });
    if (routeOptions.config.opensSession && FAILED.has(statusCode)) await limits.noteFailedSignIn(request.ip);
    if (lane !== 'free') tally.seconds.observe({ lane }, reply.elapsedTime / 1_000);
  });
}

/** A wrong password, a link that is not or no longer good. */
const FAILED = new Set([401, 404, 410, 423]);

/** As cheaply as it can be said: a flood must not win by being refused. */
function refuse(request: FastifyRequest, reply: FastifyReply, tally: Tally): FastifyReply {
  request.keptOut = true;
  const refusal = new SystemFull(request.lane as DoorLane);
  tally.count('refused_total', { lane: request.lane, code: refusal.code });
  const problem = problemOf(refusal, request.id);
  return reply.code(problem.status).header('retry-after', refusal.retryAfterSeconds).header('content-type', 'application/problem+json; charset=utf-8').send(JSON.stringify(problem));
}
