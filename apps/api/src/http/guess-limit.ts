import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { RateLimiterMemory, type RateLimiterRes } from 'rate-limiter-flexible';
import { catchError, from, mergeMap, tap, throwError, type Observable } from 'rxjs';
import { LinkForged } from '#notification';
import { TooManyTries } from './http.refusals.js';

const SECONDS = 600;

/**
 * One-time links cannot be found by trying: an address that shows 100 links that were never made here waits ten minutes.
 * Good links do not count against it, for a whole city may come from one address of its telephone company; each of them
 * is answered 60 times in that time, which no person needs. Counted in each api process by itself.
 */
@Injectable()
export class GuessLimit implements NestInterceptor {
  private readonly forged = new RateLimiterMemory({ keyPrefix: 'forged', points: 100, duration: SECONDS });
  private readonly shown = new RateLimiterMemory({ keyPrefix: 'shown', points: 60, duration: SECONDS });

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const { ip, params } = context.switchToHttp().getRequest<FastifyRequest<{ Params: { token: string } }>>();
    return from(this.admit(ip, params.token)).pipe(
      mergeMap(() => next.handle()),
      tap(() => this.shown.penalty(params.token)),
      catchError((error: Error) => from(error instanceof LinkForged ? this.forged.penalty(ip) : this.shown.penalty(params.token)).pipe(mergeMap(() => throwError(() => error)))),
    );
  }

  private async admit(ip: string, token: string): Promise<void> {
    const spent = [full(await this.forged.get(ip), 100), full(await this.shown.get(token), 60)].find((one) => one !== null);
    if (spent) throw new TooManyTries(Math.ceil(spent.msBeforeNext / 1_000));
  }
}

const full = (counted: RateLimiterRes | null, points: number): RateLimiterRes | null => (counted && counted.consumedPoints >= points ? counted : null);
