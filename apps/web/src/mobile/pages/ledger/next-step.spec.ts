import type { MeView, ProblemState, StepView, ViolationView } from '@/core/api';
import { broughtBack, byDeadline, isOwnWork, rectification, stepFor } from './next-step';

const stands = (state: ProblemState, more: Partial<ViolationView> = {}) => ({ state, assignedUnitId: '7', rectifiedBy: 'worker', ...more }) as ViolationView;
const person = (id: string, role: MeView['roles'][number], unit = '7') => ({ id, roles: [role], unit: { id: unit } }) as unknown as MeView;
const taken = (step: string, note: string): StepView => ({ step, note, photos: [] }) as unknown as StepView;

describe('what a problem asks for', () => {
  it('is 整改 by the unit it is assigned to, and 回头看 by an inspector, each in its turn', () => {
    for (const state of ['assigned', 'reopened'] as const) {
      for (const role of ['unit', 'unit-head', 'enterprise'] as const) expect(stepFor(stands(state), person('a', role))).toBe('rectify');
      expect(stepFor(stands(state), person('a', 'unit', '8'))).toBeNull();
      expect(stepFor(stands(state), person('a', 'inspector'))).toBeNull();
    }
    expect(stepFor(stands('rectified'), person('a', 'inspector'))).toBe('recheck');
    expect(stepFor(stands('rectified'), person('a', 'unit'))).toBeNull();
    for (const state of ['logged', 'rechecked', 'closed'] as const) for (const role of ['unit', 'inspector'] as const) expect(stepFor(stands(state), person('a', role))).toBeNull();
    expect(stepFor(stands('assigned'), null)).toBeNull();
  });

  it('is not 回头看 by whoever put it right; whoever found it may look again', () => {
    expect(['worker', 'finder', 'other'].map((id) => isOwnWork(stands('rectified'), { id }))).toEqual([true, false, false]);
    expect(isOwnWork(stands('rectified'), null)).toBe(false);
  });

  it('comes back with the word that sent it back, and is compared by its last rectification', () => {
    const steps = [taken('assign', ''), taken('rectify', '一'), taken('recheck', '仍有裸土'), taken('rectify', '二')];
    expect(rectification({ steps })?.note).toBe('二');
    expect(broughtBack({ state: 'rectified', steps })).toBeNull();
    expect(broughtBack({ state: 'reopened', steps: steps.slice(0, 3) })?.note).toBe('仍有裸土');
    expect(broughtBack({ state: 'reopened', steps: [...steps, taken('recheck', ''), taken('reopen', '反弹')] })?.note).toBe('反弹');
  });

  it('stands by urgency: what came back first, then the nearest deadline', () => {
    const row = (id: string, state: ProblemState, rectifyBy: string | null) => ({ ...stands(state), id, rectifyBy }) as ViolationView;
    const rows = [row('late', 'assigned', '2026-11-25'), row('none', 'assigned', null), row('soon', 'assigned', '2026-11-24'), row('back', 'reopened', '2026-11-30')];
    expect(rows.sort(byDeadline).map(({ id }) => id)).toEqual(['back', 'soon', 'late', 'none']);
  });
});
