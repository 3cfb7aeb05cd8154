import { decided, unchanged, type Decision } from '#platform';
import { RESPONSE_LEVELS, type ResponseLevel } from '#plan';
import type { WarningLevel } from '#warning';
import { ResponseActivated, ResponseClosed, ResponseLevelChanged, ResponseLifted, ResponseResumed, ResponseSuspended } from './response.events.js';
import { ResponseNotActive } from './response.refusals.js';

/** 响应级别, weakest first. The plan says which warning level leads to which. */
export { RESPONSE_LEVELS, type ResponseLevel };
export const RESPONSE_STATES = ['active', 'suspended', 'lifted', 'closed'] as const;
export type ResponseState = (typeof RESPONSE_STATES)[number];

export interface Response {
  readonly id: string;
  readonly jurisdictionId: string;
  readonly warningId: string;
  readonly number: string;
  readonly planVersionId: string;
  readonly warningLevel: WarningLevel;
  readonly level: ResponseLevel;
  /** Counts the levels this response has had; each opens a revision of the checklists it touches. */
  readonly revision: number;
  readonly state: ResponseState;
  readonly exercise: boolean;
  readonly speed: number;
  readonly startsAt: Date;
  readonly activatedAt: Date;
  readonly suspendedAt: Date | null;
  readonly liftedAt: Date | null;
  readonly revoked: boolean;
  readonly closedAt: Date | null;
  readonly version: number;
}

/** 启动. */
export const activate = (response: Response, previewHash: string): Decision<Response> => decided(response, new ResponseActivated(response, previewHash));

/** 升级·降级. Only the difference follows from it. */
export function changeLevel(response: Response, warningLevel: WarningLevel, level: ResponseLevel, previewHash: string): Decision<Response> {
  if (response.state !== 'active') throw new ResponseNotActive(response.id, response.state);
  const next = { ...response, warningLevel, level, revision: response.revision + 1 };
  return decided(next, new ResponseLevelChanged(next, response.level, previewHash));
}

export function suspend(response: Response, at: Date): Decision<Response> {
  if (response.state !== 'active') throw new ResponseNotActive(response.id, response.state);
  const next = { ...response, state: 'suspended' as const, suspendedAt: at };
  return decided(next, new ResponseSuspended(next));
}

export function resume(response: Response, at: Date): Decision<Response> {
  if (response.state !== 'suspended') throw new ResponseNotActive(response.id, response.state);
  const stoodStillMs = at.getTime() - response.suspendedAt!.getTime();
  const next = { ...response, state: 'active' as const, suspendedAt: null };
  return decided(next, new ResponseResumed(next, stoodStillMs));
}

/** 解除 or 撤销: nobody has to act any more, but everybody has to stand down. */
export function lift(response: Response, revoked: boolean, at: Date): Decision<Response> {
  if (response.state !== 'active' && response.state !== 'suspended') throw new ResponseNotActive(response.id, response.state);
  const next = { ...response, state: 'lifted' as const, liftedAt: at, revoked, revision: response.revision + 1 };
  return decided(next, new ResponseLifted(next));
}

/** The last unit has stood down. A second message of the same is no error. */
export function close(response: Response, at: Date): Decision<Response> {
  if (response.state !== 'lifted') return unchanged(response);
  const next = { ...response, state: 'closed' as const, closedAt: at };
  return decided(next, new ResponseClosed(next));
}
