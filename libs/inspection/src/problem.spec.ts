import { asSeen, assign, close, recheck, rectify, reopen, type Problem } from './problem.js';

const noon = new Date('2026-11-24T12:00:00+08:00');
const logged: Problem = { state: 'logged', assignedUnitId: null, rectifyBy: null, loggedBy: 'inspector', rectifiedBy: null, recheckedBy: null, closedBy: null };
const rectified = rectify(assign(logged, '7', noon), 'plant', '已停产');

describe('a problem', () => {
  it('goes from logged to closed with four people', () => {
    const rechecked = recheck(rectified, 'other inspector', true, null);
    expect(close(rechecked, 'desk')).toMatchObject({ state: 'closed', closedBy: 'desk', assignedUnitId: '7' });
  });

  it('is not re-checked by the one who rectified it', () => {
    expect(() => recheck(rectified, 'plant', true, null)).toThrow(expect.objectContaining({ code: 'inspection.rechecker-rectified' }));
  });

  it('is not closed by the one who logged or rectified it', () => {
    const rechecked = recheck(rectified, 'other inspector', true, null);
    expect(() => close(rechecked, 'inspector')).toThrow(expect.objectContaining({ code: 'inspection.closer-involved' }));
    expect(() => close(rechecked, 'plant')).toThrow(expect.objectContaining({ code: 'inspection.closer-involved' }));
  });

  it('is reopened when the re-check finds it again, and rectified once more', () => {
    const reopened = recheck(rectified, 'other inspector', false, '仍在生产');
    expect(reopened.state).toBe('reopened');
    expect(rectify(reopened, 'plant', '已断电').state).toBe('rectified');
  });

  it('is not closed before it was re-checked', () => {
    expect(() => close(rectified, 'desk')).toThrow(expect.objectContaining({ code: 'inspection.problem-not-there' }));
    expect(() => reopen(rectified, '反弹')).toThrow(expect.objectContaining({ code: 'inspection.problem-not-there' }));
  });

  it.each([null, '', ' \n'])('is not rectified, and does not go back to the unit, without a word (%j)', (note) => {
    const unexplained = (code: string) => expect.objectContaining({ code: `inspection.${code}`, faults: [expect.objectContaining({ field: 'note' })] });
    expect(() => rectify(assign(logged, '7', noon), 'plant', note)).toThrow(unexplained('rectification-unexplained'));
    expect(() => recheck(rectified, 'other inspector', false, note)).toThrow(unexplained('reopening-unexplained'));
    expect(() => reopen(recheck(rectified, 'other inspector', true, note), note)).toThrow(unexplained('reopening-unexplained'));
  });

  it('is not moved by what was written before an older state of it', () => {
    const now = { ...rectified, version: 5 };
    expect(asSeen(now, 5)).toBe(now);
    expect(asSeen(now, undefined)).toBe(now);
    expect(() => asSeen(now, 3)).toThrow(expect.objectContaining({ code: 'inspection.problem-seen-otherwise', facts: { state: 'rectified' } }));
  });
});
