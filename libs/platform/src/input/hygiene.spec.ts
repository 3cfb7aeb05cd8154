import fc from 'fast-check';
import { InputRefused } from '../refusal.js';
import { refuseMalformed } from './hygiene.js';

const faultsOf = (value: unknown): string[] => {
  try {
    refuseMalformed(value, 'body');
    return [];
  } catch (error) {
    return (error as InputRefused).faults.map((fault) => `${fault.field} ${fault.code}`);
  }
};

describe('input', () => {
  it('passes whatever PostgreSQL can store', () => {
    fc.assert(
      fc.property(fc.jsonValue({ stringUnit: 'grapheme', maxDepth: 8 }), (value) => {
        const text = JSON.stringify(value);
        fc.pre(!text.includes('\\u0000') && !/"(__proto__|constructor|prototype)":/.test(text) && text.isWellFormed());
        expect(faultsOf(value)).toEqual([]);
      }),
    );
  });

  it.each([
    [{ a: ['x', 'y\0'] }, 'body.a.1 text.malformed'],
    [{ a: '\ud800' }, 'body.a text.malformed'],
    [{ 'k\0': 1 }, 'body text.malformed'],
    [JSON.parse('{"__proto__": 1}'), 'body.__proto__ input.forbidden-key'],
    [{ deep: { constructor: 1 } }, 'body.deep.constructor input.forbidden-key'],
  ])('names the fault in %j', (value, fault) => expect(faultsOf(value)).toEqual([fault]));

  it('does not follow nesting without end', () => {
    let deep: unknown = 'x';
    for (let n = 0; n < 5_000; n++) deep = [deep];
    expect(faultsOf(deep)).toHaveLength(1);
  });
});
