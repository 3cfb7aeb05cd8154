import type { MeView, StepView, ViolationDetail, ViolationView } from '@/core/api';
import type { StepKind } from './step-draft';

type Person = Pick<MeView, 'id' | 'roles' | 'unit'>;
type Stand = Pick<ViolationView, 'state' | 'assignedUnitId' | 'rectifiedBy'>;

export const awaitsRectifying = ({ state }: Pick<ViolationView, 'state'>): boolean => state === 'assigned' || state === 'reopened';

/** What the problem asks of this person next; null: nothing. */
export function stepFor(problem: Stand, person: Person | null): StepKind | null {
  if (!person) return null;
  const isUnit = person.roles.some((role) => role === 'unit' || role === 'unit-head' || role === 'enterprise');
  if (isUnit && problem.assignedUnitId === person.unit?.id && awaitsRectifying(problem)) return 'rectify';
  return person.roles.includes('inspector') && problem.state === 'rectified' ? 'recheck' : null;
}

/** 回头看 is somebody else's than whoever reported it put right; the server refuses him too. */
export const isOwnWork = ({ rectifiedBy }: Stand, person: Pick<Person, 'id'> | null): boolean => person !== null && rectifiedBy === person.id;

export const lastOf = (steps: readonly StepView[], ...kinds: string[]): StepView | null => steps.filter(({ step }) => kinds.includes(step)).at(-1) ?? null;

/** The last rectification, whose photos are held against those of the finding. */
export const rectification = ({ steps }: Pick<ViolationDetail, 'steps'>): StepView | null => lastOf(steps, 'rectify');

/** 没有整改到位, or opened again by the duty office: the step that says why it came back. */
export const broughtBack = ({ state, steps }: Pick<ViolationDetail, 'state' | 'steps'>): StepView | null => (state === 'reopened' ? lastOf(steps, 'recheck', 'reopen') : null);

/** Nearest deadline first; what came back before all others. */
export const byDeadline = (a: ViolationView, b: ViolationView): number =>
  Number(b.state === 'reopened') - Number(a.state === 'reopened') || (a.rectifyBy ?? '9').localeCompare(b.rectifyBy ?? '9');
