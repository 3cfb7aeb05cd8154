import { decided, type Decision } from '#platform';
import { HandoverTaken, HandoverWithdrawn } from './duty.events.js';
import { HandoverNotOpen, NotTheGiver, NotTheReceiver } from './duty.refusals.js';

export const HANDOVER_STATES = ['given', 'taken', 'withdrawn'] as const;
export type HandoverState = (typeof HANDOVER_STATES)[number];

/** 未结事项: what is left to do, perhaps until a time. */
export interface OpenPoint {
  readonly text: string;
  /** ISO 8601 with offset. */
  readonly by: string | null;
}

/** What is running, as the database counts it. */
export interface Standing {
  readonly warnings: number;
  readonly responses: number;
  readonly openLists: number;
}

export interface Handover {
  readonly id: string;
  readonly jurisdictionId: string;
  readonly state: HandoverState;
  readonly givenBy: string;
  readonly givenTo: string;
  readonly takenAt: Date | null;
  readonly takenStanding: Standing | null;
  readonly withdrawnAt: Date | null;
}

/** 接班签字: by the one it was given to, once. */
export function take<H extends Handover>(handover: H, actorId: string, standing: Standing, at: Date): Decision<H> {
  if (handover.givenTo !== actorId) throw new NotTheReceiver();
  if (handover.state !== 'given') throw new HandoverNotOpen(handover.state);
  return decided({ ...handover, state: 'taken', takenAt: at, takenStanding: standing }, new HandoverTaken(handover.jurisdictionId, handover.id, handover.givenBy));
}

/** 撤回: by the giver, before it is signed. */
export function withdraw<H extends Handover>(handover: H, actorId: string, at: Date): Decision<H> {
  if (handover.givenBy !== actorId) throw new NotTheGiver();
  if (handover.state !== 'given') throw new HandoverNotOpen(handover.state);
  return decided({ ...handover, state: 'withdrawn', withdrawnAt: at }, new HandoverWithdrawn(handover.jurisdictionId, handover.id));
}
