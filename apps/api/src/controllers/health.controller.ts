import { Controller, Get, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Environment } from '#config/environment';
import { Health, mayReadMetrics, Metrics, NotAllowed } from '#platform';
import { Anyone } from '../http/allow.js';
import { Drain } from '../http/drain.js';
import { InLane } from '../http/load/lane.js';

@ApiExcludeController()
@Controller()
export class HealthController {
  constructor(
    private readonly health: Health,
    private readonly metrics: Metrics,
    private readonly environment: Environment,
    private readonly drain: Drain,
  ) {}

  /** This process is alive. Says nothing about the database, so that a dead database does not get the api killed too. */
  @Get('healthz')
  @InLane('free')
  @Anyone()
  alive(): { status: string } {
    return { status: 'ok' };
  }

  /** Work can be accepted. A silent worker or queue degrades it, and does not make it unready: a warning can still be raised. */
  @Get('readyz')
  @InLane('free')
  @Anyone()
  async ready(@Res({ passthrough: true }) reply: FastifyReply) {
    if (this.drain.isLeaving) {
      void reply.code(503);
      return { status: 'leaving', ready: false, degraded: [], problems: ['process.leaving'] };
    }
    const readiness = await this.health.readiness();
    void reply.code(readiness.ready ? 200 : 503);
    return { status: readiness.ready ? (readiness.degraded.length > 0 ? 'degraded' : 'ready') : 'not-ready', ...readiness };
  }

  @Get('metrics')
  @InLane('free')
  @Anyone()
  async read(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    if (!mayReadMetrics(this.environment.METRICS_TOKEN, request.socket.remoteAddress, request.headers)) throw new NotAllowed('Figures are for this machine itself, or for who bears METRICS_TOKEN.');
    await reply.header('content-type', this.metrics.contentType).send(await this.metrics.read());
  }
}
