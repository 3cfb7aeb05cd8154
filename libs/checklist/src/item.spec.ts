import fc from 'fast-check';
import { answer, ANSWERS, EVIDENCE_KINDS, ITEM_STATES, review, type GivenAnswer, type Item } from './item.js';

const noon = new Date('2026-11-23T12:00:00+08:00');
const evening = new Date('2026-11-23T18:00:00+08:00');
const open: Item = { state: 'open', role: 'responsible', evidence: ['photo', 'count'] };
const given: GivenAnswer = { answer: 'done', note: null, count: 3, untilAt: null, hasLocation: false, document: null, photos: 1, isOvertaken: false };
const code = (act: () => unknown): string => {
  try {
    act();
    return 'taken';
  } catch (error) {
    return (error as { code: string }).code;
  }
};

describe('answering a line', () => {
  it('takes "done" with the evidence that the line asks for', () => {
    expect(answer(open, given, noon)).toBe('done');
    expect(code(() => answer(open, { ...given, photos: 0 }, noon))).toBe('checklist.evidence-missing');
    expect(code(() => answer(open, { ...given, count: null }, noon))).toBe('checklist.evidence-missing');
    expect(answer({ ...open, evidence: ['document'] }, { ...given, document: null, photos: 1 }, noon)).toBe('done');
    expect(code(() => answer({ ...open, evidence: ['location'] }, given, noon))).toBe('checklist.evidence-missing');
  });

  it('asks why for everything else, and until when if it cannot be done', () => {
    const cannot = { ...given, answer: 'cannot' as const };
    expect(code(() => answer(open, cannot, noon))).toBe('checklist.reason-missing');
    expect(code(() => answer(open, { ...cannot, note: '设备检修' }, noon))).toBe('checklist.until-missing');
    expect(code(() => answer(open, { ...cannot, note: '设备检修', untilAt: noon }, evening))).toBe('checklist.until-passed');
    expect(answer(open, { ...cannot, note: '设备检修', untilAt: evening }, noon)).toBe('cannot');
    expect(answer(open, { ...given, answer: 'not_applicable', note: '无此类企业', photos: 0 }, noon)).toBe('not_applicable');
  });

  it('may be corrected until it is reviewed, and not afterwards', () => {
    expect(answer({ ...open, state: 'partly' }, given, noon)).toBe('done');
    expect(code(() => answer({ ...open, state: 'accepted' }, given, noon))).toBe('checklist.item-already-accepted');
    expect(code(() => answer({ ...open, state: 'withdrawn' }, given, noon))).toBe('checklist.item-withdrawn');
  });

  it('is refused when somebody has answered since the sender last looked', () => {
    expect(code(() => answer({ ...open, state: 'partly' }, { ...given, isOvertaken: true }, noon))).toBe('checklist.answered-meanwhile');
    expect(code(() => answer({ ...open, state: 'accepted' }, { ...given, isOvertaken: true }, noon))).toBe('checklist.item-already-accepted');
  });

  it('is for the responsible unit alone', () => {
    expect(code(() => answer({ ...open, role: 'lead', state: 'informed' }, given, noon))).toBe('checklist.item-not-for-answer');
  });
});

describe('reviewing an answer', () => {
  it('accepts it, or returns it with a reason', () => {
    expect(review({ state: 'done', lifted: false }, 'accepted', null)).toBe('accepted');
    expect(review({ state: 'cannot', lifted: false }, 'returned', '理由不成立')).toBe('returned');
    expect(code(() => review({ state: 'done', lifted: false }, 'returned', null))).toBe('checklist.reason-missing');
  });

  it('returns nothing once the warning is lifted, and still accepts', () => {
    expect(code(() => review({ state: 'done', lifted: true }, 'returned', '不清楚'))).toBe('checklist.no-longer-owed');
    expect(review({ state: 'done', lifted: true }, 'accepted', null)).toBe('accepted');
  });

  it('needs an answer', () => {
    for (const state of ['open', 'returned', 'accepted', 'withdrawn', 'informed'] as const) expect(code(() => review({ state, lifted: false }, 'accepted', null))).toBe('checklist.nothing-to-review');
  });
});

describe('an item', () => {
  it('never leaves its table of states', () => {
    const legal = new Set(ANSWERS.flatMap((to) => ['open', 'returned', ...ANSWERS].map((from) => `${from} ${to}`)).concat(ANSWERS.flatMap((from) => [`${from} accepted`, `${from} returned`])));
    const anyAnswer = fc.record({ answer: fc.constantFrom(...ANSWERS), note: fc.constantFrom(null, '因'), count: fc.constantFrom(null, 0, 7), untilAt: fc.constantFrom(null, noon, evening), hasLocation: fc.boolean(), document: fc.constantFrom(null, '文'), photos: fc.nat(2), isOvertaken: fc.constant(false) });
    fc.assert(
      fc.property(fc.constantFrom(...ITEM_STATES), fc.constantFrom('responsible' as const, 'lead' as const, 'support' as const), fc.subarray([...EVIDENCE_KINDS]), anyAnswer, fc.constantFrom('accepted' as const, 'returned' as const), (state, role, evidence, answering, verdict) => {
        for (const act of [() => answer({ state, role, evidence }, answering, noon), () => review({ state, lifted: false }, verdict, '因')]) {
          let to: string;
          try {
            to = act();
          } catch {
            continue;
          }
          expect(legal).toContain(`${state} ${to}`);
        }
      }),
    );
  });
});
