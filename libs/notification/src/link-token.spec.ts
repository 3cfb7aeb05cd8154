import fc from 'fast-check';
import { randomBytes } from 'node:crypto';
import { readClaim, signClaim } from './link-token.js';

const key = randomBytes(32);
const claim = { deliveryId: '481516', validUntil: new Date('2026-11-22T22:43:00Z') };
const ids = fc.bigInt({ min: 1n, max: 2n ** 63n - 1n }).map(String);
const minutes = fc.integer({ min: 1, max: 2 ** 32 - 1 }).map((minute) => new Date(minute * 60_000));

describe('the token of a one-time link', () => {
  it('says the delivery and the time that were signed, whatever they are', () => {
    fc.assert(fc.property(ids, minutes, (deliveryId, validUntil) => expect(readClaim(signClaim({ deliveryId, validUntil }, key), key)).toEqual({ deliveryId, validUntil })));
  });

  it('is never cut short by the rounding to a minute', () => {
    expect(readClaim(signClaim({ ...claim, validUntil: new Date('2026-11-22T22:42:00.001Z') }, key), key)?.validUntil).toEqual(claim.validUntil);
  });

  it('fits into a short message, and holds nothing where a telephone would cut an address', () => {
    expect(signClaim(claim, key)).toMatch(/^[0-9A-Za-z]{20,28}$/);
    expect(signClaim({ ...claim, deliveryId: (2n ** 63n - 1n).toString() }, key).length).toBeLessThan(36);
  });

  it('is worth nothing when any one letter of it is another', () => {
    const token = signClaim(claim, key);
    const letters = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
    const forged = [...token].flatMap((own, at) => [...letters].filter((letter) => letter !== own).map((letter) => token.slice(0, at) + letter + token.slice(at + 1)));
    expect(forged.length).toBe(token.length * 61);
    expect(forged.filter((text) => readClaim(text, key))).toEqual([]);
  });

  it('is worth nothing under another key, cut, lengthened or made up', () => {
    const token = signClaim(claim, key);
    const others = [token.slice(0, -1), `${token}0`, `0${token}`, '', '0'.repeat(27), 'z'.repeat(40), `${token.slice(0, -1)}-`, 'ä'.repeat(27)];
    expect(others.filter((text) => readClaim(text, key))).toEqual([]);
    expect(readClaim(token, randomBytes(32))).toBeNull();
  });
});
