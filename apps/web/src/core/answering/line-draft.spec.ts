import type { ItemView } from '../api';
import { emptyLine, isOvertaken, lacking, type LineDraft } from './line-draft';

const now = new Date('2026-11-23T12:00:00+08:00');
const item = (answers: { id: string }[] = [], evidence = ['photo']) => ({ id: '1', state: 'open', role: 'responsible', evidence, answers }) as unknown as ItemView;
const line = (more: Partial<LineDraft>): LineDraft => ({ ...emptyLine({ answers: [] }), ...more });

/** What waits for a signal must not come back hours later: the phone knows the server's rules for one line. */
describe('an answer on the phone', () => {
  it('lacks what the server would refuse', () => {
    expect(lacking(item(), line({ answer: 'done' }), now)).toEqual({ field: 'evidence', code: 'evidence-missing' });
    expect(lacking(item(), line({ answer: 'done', photos: ['a'] }), now)).toBeNull();
    expect(lacking(item([], ['document']), line({ answer: 'done', photos: ['a'] }), now)).toBeNull();
    expect(lacking(item(), line({ answer: 'not_applicable', note: ' ' }), now)).toEqual({ field: 'note', code: 'reason-missing' });
    expect(lacking(item(), line({ answer: 'cannot', note: '检修' }), now)).toEqual({ field: 'untilAt', code: 'until-missing' });
    expect(lacking(item(), line({ answer: 'partly', note: '检修', until: '2026-11-23T11:00:00+08:00' }), now)).toEqual({ field: 'untilAt', code: 'until-passed' });
    expect(lacking(item(), line({ answer: 'partly', note: '检修' }), now)).toBeNull();
    expect(lacking(item(), line({ answer: 'cannot', note: '检修', until: '2026-11-23T18:00:00+08:00' }), now)).toBeNull();
  });

  it('is overtaken by any answer that came since it was begun', () => {
    expect(isOvertaken(item([{ id: '7' }]), line({ answer: 'done' }))).toBe(true);
    expect(isOvertaken(item([{ id: '8' }, { id: '7' }]), line({ answer: 'done', seen: '7' }))).toBe(true);
    expect(isOvertaken(item([{ id: '7' }]), line({ answer: 'done', seen: '7' }))).toBe(false);
    expect(isOvertaken(item([{ id: '7' }]), line({ answer: null }))).toBe(false);
  });
});
