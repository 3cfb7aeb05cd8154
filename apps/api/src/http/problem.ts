import type { Refusal, RefusalKind } from '#platform';

/** RFC 9457 problem document. `code` is stable; the texts are for people who read logs, the console has its own. */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly code: string;
  readonly detail: string;
  /** The request it answers; quote it when you ask for help. */
  readonly instance: string;
  readonly errors?: readonly { field: string; code: string; message: string }[];
  readonly facts?: Record<string, unknown>;
}

const STATUS: Record<RefusalKind, number> = {
  invalid: 400,
  unauthenticated: 401,
  forbidden: 403,
  'not-found': 404,
  conflict: 409,
  gone: 410,
  'too-large': 413,
  unprocessable: 422,
  'too-many': 429,
  unavailable: 503,
};

const TITLE: Record<RefusalKind, string> = {
  invalid: 'The request is malformed',
  unauthenticated: 'Sign in first',
  forbidden: 'Not allowed',
  'not-found': 'Not found',
  conflict: 'Not possible as things stand',
  gone: 'No longer there',
  'too-large': 'Too large',
  unprocessable: 'Not acceptable',
  'too-many': 'Too many requests',
  unavailable: 'Not available just now',
};

export const statusOf = (kind: RefusalKind): number => STATUS[kind];

export const problemOf = (refusal: Refusal, requestId: string): Problem => ({
  type: `urn:qingkong:problem:${refusal.code}`,
  title: TITLE[refusal.kind],
  status: STATUS[refusal.kind],
  code: refusal.code,
  detail: refusal.message,
  instance: `urn:qingkong:request:${requestId}`,
  ...(refusal.faults.length > 0 ? { errors: refusal.faults } : {}),
  ...(Object.keys(refusal.facts).length > 0 ? { facts: refusal.facts } : {}),
});
