import type { Account } from './account.js';
import { judge } from './lockout.js';

const noon = new Date('2026-11-22T12:00:00+08:00');
const later = (minutes: number) => new Date(noon.getTime() + minutes * 60_000);
const account: Account = {
  id: '018f0000-0000-7000-8000-000000000001',
  jurisdictionId: '018f0000-0000-7000-8000-00000000000a',
  username: 'zhujian',
  name: '韩冬梅',
  unitId: '6',
  personId: null,
  active: true,
  passwordHash: '$argon2id$',
  passwordSetAt: noon,
  failedAttempts: 0,
  lastFailedAt: null,
  lockedUntil: null,
  version: 1,
};
const types = (judged: ReturnType<typeof judge>) => judged.events.map((event) => event.constructor.name);
/** The account after wrong passwords at these minutes. */
const after = (...minutes: number[]): Account => minutes.reduce((row, minute) => judge(row, false, later(minute)).next, account);

describe('wrong passwords', () => {
  it('lock the account at the fifth, for half an hour, and say so once', () => {
    const fifth = judge(after(0, 1, 2, 3), false, later(4));
    expect(fifth.next.lockedUntil).toEqual(later(34));
    expect(types(fifth)).toEqual(['SignInFailed', 'AccountWasLocked']);
    expect(types(judge(fifth.next, false, later(5)))).toEqual(['SignInFailed']);
  });

  it('are forgotten after a quarter of an hour without one', () => {
    const row = after(0, 1, 2, 3, 18);
    expect(row.lockedUntil).toBeNull();
    expect(row.failedAttempts).toBe(1);
    expect(after(0, 1, 2, 3, 17).lockedUntil).toEqual(later(47));
  });

  it('are forgiven by the right one', () => {
    const { verdict, next } = judge(after(0, 1, 2, 3), true, later(4));
    expect(verdict).toBe('right');
    expect(next).toMatchObject({ failedAttempts: 0, lastFailedAt: null, lockedUntil: null });
  });

  it('begin a new count after a lock has ended', () => {
    const again = judge(after(0, 1, 2, 3, 4), false, later(34));
    expect(again.next).toMatchObject({ failedAttempts: 1, lockedUntil: null });
  });
});

describe('a locked account', () => {
  const locked = after(0, 1, 2, 3, 4);

  it('does not open to the right password, but says what it is', () => {
    expect(judge(locked, true, later(33))).toMatchObject({ verdict: 'locked', events: [], next: locked });
    expect(judge(locked, true, later(34)).verdict).toBe('right');
  });

  it('is not locked for longer by further wrong ones', () => {
    expect(after(0, 1, 2, 3, 4, 5, 6).lockedUntil).toEqual(later(34));
  });

  it('falls silent for a guesser: after five more wrong ones even the right one is told nothing, and nothing is written', () => {
    const guessed = after(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
    expect(judge(guessed, true, later(10))).toEqual({ verdict: 'wrong', next: guessed, events: [] });
    expect(judge(guessed, false, later(10))).toEqual({ verdict: 'wrong', next: guessed, events: [] });
    expect(judge(guessed, true, later(34)).verdict).toBe('right');
  });
});

it('a closed account answers the right password like a wrong one', () => {
  expect(judge({ ...account, active: false }, true, noon).verdict).toBe('wrong');
});
