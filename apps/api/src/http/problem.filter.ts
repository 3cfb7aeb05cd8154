import { Catch, HttpException, Logger, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Refusal } from '#platform';
import { RequestRefused, Unavailable, Unexpected } from './http.refusals.js';
import { problemOf } from './problem.js';

type DatabaseError = Error & { code?: string; statusCode?: number };

/** What PostgreSQL and the network say when the machine is at fault, as something a person can act on. */
const MACHINE: Record<string, () => Refusal> = {
  '53100': () => new Unavailable('server.disk-full', 'The disk of the database is full. Nothing was kept; free some space.', 60),
  '57014': () => new Unavailable('server.too-slow', 'It took too long and was ended; nothing was kept. Try again.', 5),
  '55P03': () => new Unavailable('server.row-busy', 'Somebody else is changing the same thing; nothing was kept. Try again.', 2),
  '40P01': () => new Unavailable('server.row-busy', 'Somebody else is changing the same thing; nothing was kept. Try again.', 2),
  '53300': () => new Unavailable('server.database-busy', 'The database takes no more connections just now. Try again.', 5),
};
/** Numbers out of range, text that is no UUID: input that passed the form but not the column. */
const BAD_VALUE = new Set(['22003', '22P02', '22007', '22008', '22021', '22P05']);
const NO_CONNECTION = /ECONN|timeout exceeded when trying to connect|Connection terminated|terminating connection|the database system is/i;

/** The only place where a refusal becomes HTTP. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly log = new Logger('Door');

  catch(error: DatabaseError, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const reply = http.getResponse<FastifyReply>();
    if (reply.sent) return;
    const refusal = this.refusalOf(error, request.id);
    const problem = problemOf(refusal, request.id);
    if ('retryAfterSeconds' in refusal) void reply.header('retry-after', String(refusal.retryAfterSeconds));
    const status = refusal instanceof Unexpected ? 500 : problem.status;
    void reply.code(status).header('content-type', 'application/problem+json; charset=utf-8').send({ ...problem, status });
  }

  private refusalOf(error: DatabaseError, requestId: string): Refusal {
    if (error instanceof Refusal) return error;
    if (error instanceof HttpException) return new RequestRefused(error.getStatus(), error.message);
    const known = MACHINE[error.code ?? ''];
    if (known) return known();
    if (BAD_VALUE.has(error.code ?? '')) return new RequestRefused(400, 'A value cannot be stored as it was sent.');
    if (NO_CONNECTION.test(`${error.code} ${error.message}`)) return new Unavailable('server.database-unreachable', 'The database cannot be reached; nothing was kept. Try again.', 3);
    if (error.statusCode && error.statusCode < 500) return new RequestRefused(error.statusCode, error.message);
    this.log.error(`${requestId}: ${error.stack ?? error.message}`);
    return new Unexpected();
  }
}
