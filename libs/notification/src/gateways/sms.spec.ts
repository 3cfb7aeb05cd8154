import fc from 'fast-check';
import { requestOf } from './sms.js';

const letter = { address: '13900000001', text: '第1号', key: 'k', number: '1' };

describe('a template of a short message platform', () => {
  it('cannot be broken by any text: JSON stays JSON, with the text in its place', () => {
    const template = { method: 'POST' as const, url: 'https://sms.invalid/send', body: '{"to":"{{mobile}}","content":"{{text}}"}' };
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (text) => expect(JSON.parse(requestOf(template, { ...letter, text }).body!)).toEqual({ to: letter.address, content: text })));
  });

  it('nor can a form or an address', () => {
    const template = { method: 'POST' as const, url: 'https://sms.invalid/send?key={{key}}', headers: { 'Content-Type': 'application/x-www-form-urlencoded' }, body: 'm={{mobile}}&c={{text}}' };
    const request = requestOf(template, { ...letter, key: 'a&b', text: '催办&m=1 第2号' });
    expect(new URL(request.url).searchParams.get('key')).toBe('a&b');
    expect(Object.fromEntries(new URLSearchParams(request.body))).toEqual({ m: letter.address, c: '催办&m=1 第2号' });
  });

  it('leaves alone what it does not know', () => expect(requestOf({ method: 'GET', url: 'https://sms.invalid/{{nobody}}' }, letter)).toEqual({ method: 'GET', url: 'https://sms.invalid/{{nobody}}', headers: { 'content-type': 'application/json' } }));
});
