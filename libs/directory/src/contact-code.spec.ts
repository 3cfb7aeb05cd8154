import { randomBytes } from 'node:crypto';
import { CODE_TRIES, digitsOf, judgeCode, nextCodeAt, type CodeHistory, type SentCode } from './contact-code.js';

const key = randomBytes(32);
const at = new Date('2026-11-22T12:00:00Z');
const minutes = (n: number): Date => new Date(at.getTime() + n * 60_000);
const code: SentCode = { id: '7', contactId: '3', salt: randomBytes(16), validUntil: minutes(10), tries: 0 };
const right = digitsOf(code, key);
const wrong = String((Number(right) + 1) % 1_000_000).padStart(6, '0');

describe('the code of a contact', () => {
  it('is six digits that follow from the row and the key, and from nothing less', () => {
    expect(right).toMatch(/^\d{6}$/);
    expect(digitsOf({ ...code }, key)).toBe(right);
    const others = [digitsOf(code, randomBytes(32)), digitsOf({ ...code, salt: randomBytes(16) }, key), digitsOf({ ...code, id: '8' }, key), digitsOf({ ...code, contactId: '4' }, key)];
    expect(others.filter((digits) => digits === right).length).toBeLessThan(others.length);
  });

  it('may begin with zeros', () => {
    const many = Array.from({ length: 400 }, (_, n) => digitsOf({ ...code, id: String(n) }, key));
    expect(many.every((digits) => digits.length === 6)).toBe(true);
    expect(new Set(many.map((digits) => digits[0])).size).toBe(10);
  });

  it.each([
    ['right', right, {}, 'right'],
    ['wrong', wrong, {}, 'wrong'],
    ['right at the last try', right, { tries: CODE_TRIES - 1 }, 'right'],
    ['tried too often', right, { tries: CODE_TRIES }, 'spent'],
    ['too late, to the moment', right, { validUntil: at }, 'spent'],
  ] as const)('%s', (_what, typed, change, verdict) => expect(judgeCode({ ...code, ...change }, typed, key, at)).toBe(verdict));

  it('is spent when none was asked for', () => expect(judgeCode(null, right, key, at)).toBe('spent'));
});

describe('when the next code may be sent', () => {
  const calm: CodeHistory = { lastAt: null, contactInHour: 0, askerInHour: 0, oldestAt: null };

  it.each([
    ['at once when there was none', calm, null],
    ['a minute after the last', { lastAt: minutes(-0.5), contactInHour: 1, askerInHour: 1, oldestAt: minutes(-0.5) }, minutes(0.5)],
    ['at once after that minute', { lastAt: minutes(-1), contactInHour: 1, askerInHour: 1, oldestAt: minutes(-1) }, null],
    ['an hour after the first of five', { lastAt: minutes(-5), contactInHour: 5, askerInHour: 5, oldestAt: minutes(-40) }, minutes(20)],
    ['an hour after the first of thirty by one asker, to whomever', { lastAt: null, contactInHour: 0, askerInHour: 30, oldestAt: minutes(-59) }, minutes(1)],
  ] as const)('%s', (_what, history, then) => expect(nextCodeAt(history, at)).toEqual(then));
});
