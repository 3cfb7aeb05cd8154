import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { Actor } from '#platform';

/** The person behind the request; only on routes that need a session. */
export const Me = createParamDecorator((_: unknown, context: ExecutionContext): Actor => context.switchToHttp().getRequest<FastifyRequest>().presence!.actor);
