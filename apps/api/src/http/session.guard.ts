import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import { Sessions, type Presence, holds, type Role } from '#identity';
import { NotAllowed } from '#platform';
import { ALLOWED, ANYONE, ON_WALL } from './allow.js';
import { CrossSite, NotSignedIn, OnlyTheWall } from './http.refusals.js';
import { SESSION_COOKIE } from './session-cookie.js';

declare module 'fastify' {
  interface FastifyRequest {
    presence?: Presence;
  }
}

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Who is it, and may he? Rights are read anew with every request: a revoked role is gone at once. */
@Injectable()
export class SessionGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly sessions: Sessions,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    if (!SAFE.has(request.method)) refuseCrossSite(request);
    const allowed = this.reflector.getAllAndOverride<readonly Role[] | typeof ANYONE | undefined>(ALLOWED, [context.getHandler(), context.getClass()]);
    const token = request.cookies[SESSION_COOKIE];
    const presence = token ? await this.sessions.actorOf(token) : null;
    if (presence) request.presence = presence;
    if (allowed === ANYONE) return true;
    if (!presence) throw new NotSignedIn();
    if (presence.session.wall && !this.reflector.get<boolean | undefined>(ON_WALL, context.getHandler())) throw new OnlyTheWall();
    if (!allowed || !holds(presence.actor, ...allowed)) throw new NotAllowed();
    return true;
  }
}

/**
 * A browser says where a request comes from; a page of another site cannot change that. Programs that are no browsers
 * say nothing, and have no cookie that somebody else could use.
 */
function refuseCrossSite(request: FastifyRequest): void {
  const site = request.headers['sec-fetch-site'];
  if (site && site !== 'same-origin' && site !== 'none') throw new CrossSite();
  const { origin } = request.headers;
  if (origin && origin !== 'null' && URL.canParse(origin) && new URL(origin).host !== request.headers.host) throw new CrossSite();
  if (origin === 'null') throw new CrossSite();
}
