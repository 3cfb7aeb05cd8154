import { emptyStep, isOvertaken, lackingStep, saysSomething, toFieldStep, toRecheck, type StepDraft } from './step-draft';

const draft = (more: Partial<StepDraft>): StepDraft => ({ ...emptyStep(), ...more });
const place = { latitude: 41.57, longitude: 120.45, accuracy: 8, at: '2026-11-23T20:00:00+08:00' };

/** What waits for a signal must not come back hours later: the phone asks for it before. */
describe('a step of a problem on the phone', () => {
  it('lacks what would tell nobody anything', () => {
    expect(lackingStep('rectify', draft({ note: '  ', photos: ['a'] }))).toEqual({ field: 'note', text: 'problems.inspection.rectification-unexplained' });
    expect(lackingStep('rectify', draft({ note: '已停产' }))).toBeNull();
    expect(lackingStep('recheck', draft({ note: '看过了' }))).toEqual({ field: 'inOrder', text: 'phone.ledger.inOrderMissing' });
    expect(lackingStep('recheck', draft({ inOrder: 'yes' }))).toBeNull();
    expect(lackingStep('recheck', draft({ inOrder: 'no', photos: ['a'] }))).toEqual({ field: 'note', text: 'problems.inspection.reopening-unexplained' });
    expect(lackingStep('recheck', draft({ inOrder: 'no', note: '仍有裸土' }))).toBeNull();
  });

  it('says nothing by a place that the phone found itself', () => {
    expect(saysSomething(draft({ place }))).toBe(false);
    for (const more of [{ note: '字' }, { photos: ['a'] }, { inOrder: 'no' as const }, { placeWords: '北门' }, { doneAt: place.at }]) expect(saysSomething(draft(more))).toBe(true);
  });

  it('is overtaken when the problem moved after it was begun, and only then', () => {
    expect(isOvertaken(draft({ note: '字', seen: 2 }), { version: 2 })).toBe(false);
    expect(isOvertaken(draft({ note: '字', seen: 2 }), { version: 3 })).toBe(true);
    expect(isOvertaken(draft({ place, seen: 2 }), { version: 3 })).toBe(false);
  });

  it('goes out with the version that was seen, and with nothing that was not filled in', () => {
    expect(toFieldStep(draft({ note: ' 已停产 ', seen: 2 }), 7)).toEqual({ seenVersion: 2, note: '已停产' });
    expect(toFieldStep(draft({ photos: ['a'], place, placeWords: '北门', doneAt: place.at }), 7)).toEqual({ seenVersion: 7, photos: ['a'], place: '北门', latitude: 41.57, longitude: 120.45, doneAt: place.at });
    expect(toRecheck(draft({ inOrder: 'no', note: '仍有裸土', seen: 3 }), 3)).toEqual({ seenVersion: 3, note: '仍有裸土', inOrder: false });
    expect(toRecheck(draft({ inOrder: 'yes', seen: 3 }), 3).inOrder).toBe(true);
  });
});
