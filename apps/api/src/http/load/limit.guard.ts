import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Tally } from '#platform';
import { Limits } from './limits.js';
import { OverTheLimit } from './load.refusals.js';

/** After it is known who asks: is it within his share, and within his unit's? */
@Injectable()
export class LimitGuard implements CanActivate {
  constructor(
    private readonly limits: Limits,
    private readonly tally: Tally,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const { presence, lane, ip, routeOptions } = context.switchToHttp().getRequest<FastifyRequest>();
    try {
      if (presence) await this.limits.spend(presence.actor, lane);
      if (routeOptions.config.opensSession) await this.limits.mayTrySignIn(ip);
    } catch (refusal) {
      if (refusal instanceof OverTheLimit) this.tally.count('refused_total', { lane, code: refusal.code });
      throw refusal;
    }
    return true;
  }
}
