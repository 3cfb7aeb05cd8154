import { approve, countersign, mayFollow, sendBack, submit, withdraw, type Message } from './message.js';
import { standing } from './warning.js';

const noon = new Date('2026-11-23T12:00:00+08:00');
const draft: Message = {
  id: 'm1',
  kind: 'issue',
  state: 'draft',
  level: 'orange',
  draftedBy: 'wang',
  submittedAt: null,
  decidedBy: null,
  decidedAt: null,
  returnReason: null,
  previewHash: null,
  telephoneAt: null,
  telephoneRecordedBy: null,
  countersignedAt: null,
};
const submitted = submit(draft, noon);
const signature = { approverId: 'li', previewHash: 'abc', telephone: null };

describe('a warning', () => {
  it('is the fold of its approved messages', () => {
    const messages = [
      { kind: 'issue' as const, level: 'orange' as const },
      { kind: 'raise' as const, level: 'red' as const },
      { kind: 'suspend' as const, level: null },
      { kind: 'resume' as const, level: null },
    ];
    expect(standing(messages)).toEqual({ state: 'issued', level: 'red' });
    expect(standing([...messages, { kind: 'lift', level: null }])).toEqual({ state: 'lifted', level: 'red' });
    expect(standing([])).toEqual({ state: 'drafted', level: null });
  });

  it('is raised only upwards and lowered only downwards', () => {
    expect(() => mayFollow('raise', 'issued', 'orange', 'red')).not.toThrow();
    expect(() => mayFollow('raise', 'issued', 'orange', 'yellow')).toThrow(expect.objectContaining({ code: 'warning.level-not-reachable' }));
    expect(() => mayFollow('lower', 'issued', 'orange', 'orange')).toThrow(expect.objectContaining({ code: 'warning.level-not-reachable' }));
  });

  it('takes no message once it is lifted', () => {
    expect(() => mayFollow('suspend', 'lifted', 'orange', null)).toThrow(expect.objectContaining({ code: 'warning.not-open-for-this' }));
    expect(() => mayFollow('issue', 'issued', null, 'red')).toThrow(expect.objectContaining({ code: 'warning.not-open-for-this' }));
  });
});

describe('a message', () => {
  it('is signed by somebody else than its drafter', () => {
    expect(() => approve(submitted, { ...signature, approverId: 'wang' }, noon)).toThrow(expect.objectContaining({ code: 'warning.approver-is-drafter' }));
    expect(approve(submitted, signature, noon)).toMatchObject({ state: 'approved', decidedBy: 'li', previewHash: 'abc' });
  });

  it('cannot be signed without having seen what it switches on', () => {
    expect(() => approve(submitted, { ...signature, previewHash: null }, noon)).toThrow(expect.objectContaining({ code: 'warning.preview-not-seen' }));
    const lift = submit({ ...draft, kind: 'lift', level: null }, noon);
    expect(approve(lift, { ...signature, previewHash: null }, noon).state).toBe('approved');
  });

  it('is decided once', () => {
    const approved = approve(submitted, signature, noon);
    expect(() => approve(approved, signature, noon)).toThrow(expect.objectContaining({ code: 'warning.message-already-approved' }));
    expect(() => withdraw(approved)).toThrow(expect.objectContaining({ code: 'warning.message-not-open' }));
  });

  it('comes back with a reason and can be submitted again', () => {
    const returned = sendBack(submitted, 'li', '起止时间不对', noon);
    expect(returned).toMatchObject({ state: 'returned', returnReason: '起止时间不对' });
    expect(submit(returned, noon).state).toBe('submitted');
  });

  it('approved by telephone is countersigned by that approver and nobody else', () => {
    const byTelephone = approve(submitted, { ...signature, telephone: { at: noon, recordedBy: 'wang' } }, noon);
    expect(countersign(byTelephone, 'li', noon).countersignedAt).toEqual(noon);
    expect(() => countersign(byTelephone, 'wang', noon)).toThrow(expect.objectContaining({ code: 'warning.not-countersignable' }));
    expect(() => countersign(approve(submitted, signature, noon), 'li', noon)).toThrow(expect.objectContaining({ code: 'warning.not-countersignable' }));
  });
});
