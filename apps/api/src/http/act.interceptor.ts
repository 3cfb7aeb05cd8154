import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import { defer, from, lastValueFrom, type Observable } from 'rxjs';
import { actingAs, Idempotency, InputRefused } from '#platform';
import { CREATES } from './creates.js';
import { IdempotencyKeyMissing } from './http.refusals.js';

/** Runs the handler on behalf of the person who asked, and at most once per Idempotency-Key. */
@Injectable()
export class ActInterceptor implements NestInterceptor {
  constructor(
    private readonly reflector: Reflector,
    private readonly idempotency: Idempotency,
  ) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const actor = request.presence?.actor ?? null;
    const creates = this.reflector.get<'required' | 'optional' | undefined>(CREATES, context.getHandler());
    const work = (): Promise<unknown> => lastValueFrom(next.handle(), { defaultValue: undefined });
    return defer(() => from(actingAs({ actor, requestId: request.id }, () => (creates && actor ? this.once(request, actor.id, creates, work) : work()))));
  }

  private once(request: FastifyRequest, actorId: string, creates: 'required' | 'optional', work: () => Promise<unknown>): Promise<unknown> {
    const key = request.headers['idempotency-key'];
    if (!key && creates === 'optional') return work();
    if (!key) throw new IdempotencyKeyMissing();
    if (typeof key !== 'string' || key.length > 255) throw new InputRefused([{ field: 'Idempotency-Key', code: 'too-long', message: 'At most 255 characters.' }]);
    return this.idempotency.once(actorId, key, [request.method, request.url, request.body ?? null], work);
  }
}
