import { isBehind, photosOf, type OutboxRecord, type Sent } from './record';

const record = (key: string, sent: Sent, state: OutboxRecord['state'] = 'waiting') => ({ key, sent, state });
const answers = (checklistId: string): Sent => ({ kind: 'answers', checklistId, items: [] });
const down: Sent = { kind: 'stand-down', checklistId: '7' };

describe('a record of the outbox', () => {
  it('that closes a checklist waits for what was said about it before, and for nothing else', () => {
    const last = record('z', down);
    for (const state of ['waiting', 'sending'] as const) expect(isBehind(last, [last, record('a', answers('7'), state)])).toBe(true);
    expect(isBehind(last, [last, record('a', { kind: 'acknowledgement', checklistId: '7', revision: 1 })])).toBe(true);
    for (const state of ['received', 'refused'] as const) expect(isBehind(last, [last, record('a', answers('7'), state)])).toBe(false);
    expect(isBehind(last, [last, record('a', answers('8')), record('b', down)])).toBe(false);
    expect(isBehind(record('a', answers('7')), [last])).toBe(false);
  });

  it('names the photos that must go out before its words', () => {
    expect(photosOf({ sent: { kind: 'rectification', problemId: '1', step: { photos: ['a', 'b'] } } })).toEqual(['a', 'b']);
    expect(photosOf({ sent: { kind: 'recheck', problemId: '1', step: { inOrder: true } } })).toEqual([]);
    expect(photosOf({ sent: down })).toEqual([]);
  });
});
