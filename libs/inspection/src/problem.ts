import { CloserInvolved, ProblemNotThere, ProblemSeenOtherwise, RecheckerRectified, RectificationUnexplained, ReopeningUnexplained } from './inspection.refusals.js';

export const PROBLEM_STATES = ['logged', 'assigned', 'rectified', 'rechecked', 'reopened', 'closed'] as const;
export type ProblemState = (typeof PROBLEM_STATES)[number];

/** 问题台账: a violation on its way to being closed. */
export interface Problem {
  readonly state: ProblemState;
  readonly assignedUnitId: string | null;
  readonly rectifyBy: Date | null;
  readonly loggedBy: string;
  readonly rectifiedBy: string | null;
  readonly recheckedBy: string | null;
  readonly closedBy: string | null;
}

/** 交办. */
export function assign<P extends Problem>(problem: P, unitId: string, rectifyBy: Date): P {
  if (problem.state !== 'logged') throw new ProblemNotThere(problem.state, 'assigned');
  return { ...problem, state: 'assigned', assignedUnitId: unitId, rectifyBy };
}

/** 整改 says in words what was done: a picture alone leaves the one who re-checks to guess what to look for. */
export function rectify<P extends Problem>(problem: P, personId: string, note: string | null): P {
  if (problem.state !== 'assigned' && problem.state !== 'reopened') throw new ProblemNotThere(problem.state, 'rectified');
  if (!note?.trim()) throw new RectificationUnexplained();
  return { ...problem, state: 'rectified', rectifiedBy: personId };
}

/** 回头看, by somebody else than the one who rectified. What is not in order is reopened, and the unit is told what is still wrong. */
export function recheck<P extends Problem>(problem: P, personId: string, inOrder: boolean, note: string | null): P {
  if (problem.state !== 'rectified') throw new ProblemNotThere(problem.state, 'rechecked');
  if (problem.rectifiedBy === personId) throw new RecheckerRectified();
  if (!inOrder && !note?.trim()) throw new ReopeningUnexplained();
  return { ...problem, state: inOrder ? 'rechecked' : 'reopened', recheckedBy: personId };
}

/** 销号. Nobody closes what he logged or rectified. */
export function close<P extends Problem>(problem: P, personId: string): P {
  if (problem.state !== 'rechecked') throw new ProblemNotThere(problem.state, 'closed');
  if (problem.loggedBy === personId || problem.rectifiedBy === personId) throw new CloserInvolved();
  return { ...problem, state: 'closed', closedBy: personId };
}

/** It goes back to the unit, which has to know why. */
export function reopen<P extends Problem>(problem: P, note: string | null): P {
  if (problem.state !== 'rechecked' && problem.state !== 'closed') throw new ProblemNotThere(problem.state, 'reopened');
  if (!note?.trim()) throw new ReopeningUnexplained();
  return { ...problem, state: 'reopened', closedBy: null };
}

/** What was written before an older state of the problem, without signal perhaps, does not count for a newer one: somebody reads it first. */
export function asSeen<P extends Problem & { readonly version: number }>(problem: P, seen: number | undefined): P {
  if (seen !== undefined && seen !== problem.version) throw new ProblemSeenOtherwise(problem.state);
  return problem;
}
