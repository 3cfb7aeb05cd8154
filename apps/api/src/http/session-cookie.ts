import type { FastifyReply } from 'fastify';

export const SESSION_COOKIE = 'qk_session';

const options = (secure: boolean) => ({ path: '/', httpOnly: true, sameSite: 'strict' as const, secure });

/** The cookie holds an opaque token that only the server understands; scripts of the page cannot read it. */
export function setSessionCookie(reply: FastifyReply, token: string, expires: Date, secure: boolean): void {
  void reply.setCookie(SESSION_COOKIE, token, { ...options(secure), expires });
}

export function clearSessionCookie(reply: FastifyReply, secure: boolean): void {
  void reply.clearCookie(SESSION_COOKIE, options(secure));
}
