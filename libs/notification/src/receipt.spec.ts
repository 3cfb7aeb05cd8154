import fc from 'fast-check';
import { createHmac } from 'node:crypto';
import { ReceiptSettings } from './channels/gateway-settings.js';
import { isProved, reportsOf } from './receipt.js';

const secret = 'a-secret-of-sixteen';
const settings = (more: Partial<ReceiptSettings> = {}): ReceiptSettings =>
  Object.assign(new ReceiptSettings(), { secret, delivered: ['OK'], failed: ['BAD'], key: 'out', reference: 'id', status: 'state' }, more);
const now = new Date('2026-11-22T10:00:00Z');
const raw = Buffer.from('{"state":"OK"}');
const signed = (timestamp: string, key = secret, body = raw) => ({ token: null, timestamp, signature: `sha256=${createHmac('sha256', key).update(`${timestamp}.`).update(body).digest('hex')}`, raw });
const seconds = (offset: number): string => String(now.getTime() / 1000 + offset);

describe('a receipt', () => {
  it('is believed with its token, and not with another or none', () => {
    const claim = (token: string | null) => ({ token, timestamp: null, signature: null, raw });
    expect([secret, `${secret}x`, '', null].map((token) => isProved(settings(), claim(token), now))).toEqual([true, false, false, false]);
  });

  it('is believed with a fresh signature over exactly this body, by the database’s clock', () => {
    const hmac = settings({ proof: 'hmac' });
    expect(isProved(hmac, signed(seconds(0)), now)).toBe(true);
    expect([seconds(-301), seconds(301), 'yesterday'].map((time) => isProved(hmac, signed(time), now))).toEqual([false, false, false]);
    expect(isProved(hmac, { ...signed(seconds(0)), raw: Buffer.from('{"state":"BAD"}') }, now)).toBe(false);
    expect(isProved(hmac, signed(seconds(0), 'another-secret-of-16'), now)).toBe(false);
    expect(isProved(hmac, { token: secret, timestamp: null, signature: null, raw }, now)).toBe(false);
  });

  it('is read from one report, a list, or a list within; what is neither arrival nor failure is none', () => {
    const one = { out: 'k1', id: 7, state: 'OK' };
    const report = { key: 'k1', reference: '7', outcome: 'delivered', code: 'OK' };
    expect(reportsOf(settings(), one)).toEqual([report]);
    expect(reportsOf(settings({ list: 'data.reports' }), { data: { reports: [one, { ...one, state: 'SENDING' }, { ...one, state: 'BAD' }] } })).toEqual([report, { ...report, outcome: 'failed', code: 'BAD' }]);
  });

  it('of any shape harms nothing', () => {
    fc.assert(fc.property(fc.anything(), (body) => expect(Array.isArray(reportsOf(settings({ list: 'a.b' }), body))).toBe(true)));
    fc.assert(fc.property(fc.anything(), (body) => expect(reportsOf(settings(), body).every(({ key, reference }) => key !== null || reference !== null)).toBe(true)));
  });
});
