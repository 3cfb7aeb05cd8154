import { acknowledge, excuse, read, standDown, type Checklist } from './checklist.js';
import { AlreadyStoodDown, NotYetLifted } from './checklist.refusals.js';

const at = new Date('2026-01-12T16:52:00+08:00');
const earlier = new Date('2026-01-12T16:44:00+08:00');
const issued: Checklist = {
  id: '17',
  jurisdictionId: 'j',
  responseId: 'r',
  unitId: 'u',
  revision: 1,
  sentAt: earlier,
  deliveredAt: null,
  readAt: null,
  acknowledgedAt: null,
  standDownBy: null,
  stoodDownAt: null,
  excusedAt: null,
  ringAt: at,
  version: 1,
};
const lifted: Checklist = { ...issued, standDownBy: new Date('2026-01-13T16:00:00+08:00') };

describe('a checklist', () => {
  it('that is acknowledged was delivered and read', () => {
    const { next, events } = acknowledge(issued, at);
    expect(next).toMatchObject({ deliveredAt: at, readAt: at, acknowledgedAt: at });
    expect(events).toHaveLength(1);
  });

  it('keeps the earlier of two times', () => {
    expect(read({ ...issued, deliveredAt: earlier }, at).next).toMatchObject({ deliveredAt: earlier, readAt: at });
    expect(acknowledge({ ...issued, deliveredAt: earlier, readAt: earlier }, at).next).toMatchObject({ deliveredAt: earlier, readAt: earlier });
  });

  it.each([
    ['acknowledge', acknowledge, { acknowledgedAt: earlier }],
    ['read', read, { readAt: earlier }],
    ['stand down', standDown, { standDownBy: at, stoodDownAt: earlier }],
    ['excuse', (list: Checklist, when: Date) => excuse(list, '', when), { excusedAt: earlier }],
  ] as const)('says nothing the second time: %s', (_name, act, already) => {
    const list = { ...issued, ...already };
    const { next, events } = act(list, at);
    expect(next).toBe(list);
    expect(events).toEqual([]);
  });

  it('stands down only after lifting, and that implies everything before it and stops its clock', () => {
    expect(() => standDown(issued, at)).toThrow(NotYetLifted);
    expect(standDown(lifted, at).next).toMatchObject({ acknowledgedAt: at, stoodDownAt: at, ringAt: null });
  });

  it('that stood down is over', () => {
    const over = { ...lifted, stoodDownAt: earlier };
    expect(() => acknowledge(over, at)).toThrow(AlreadyStoodDown);
    expect(() => excuse(over, '厂区已关停', at)).toThrow(AlreadyStoodDown);
  });

  it('is excused with its reason, before or after lifting, and rings nobody any more', () => {
    for (const list of [issued, lifted]) {
      const { next, events } = excuse(list, '厂区已关停', at);
      expect(next).toMatchObject({ excusedAt: at, ringAt: null, stoodDownAt: null });
      expect(JSON.stringify(events)).toContain('厂区已关停');
    }
  });
});
